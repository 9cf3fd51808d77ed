package io.quarkiverse.psycopg.error;

/**
 * An important warning (DB-API's {@code Warning}). As there, it is not a {@link PgException}.
 */
public class PgWarning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PgWarning(String message) {
        super(message);
    }
}
