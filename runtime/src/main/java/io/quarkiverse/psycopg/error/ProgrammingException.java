package io.quarkiverse.psycopg.error;

/**
 * The statement or its arguments are wrong.
 */
public class ProgrammingException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public ProgrammingException(String message) {
        super(message);
    }

    public ProgrammingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public ProgrammingException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
