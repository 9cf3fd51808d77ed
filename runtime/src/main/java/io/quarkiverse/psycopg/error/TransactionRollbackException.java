package io.quarkiverse.psycopg.error;

/**
 * The server rolled the transaction back: serialization failure, deadlock (SQLSTATE class 40). Running the whole
 * transaction again may succeed.
 */
public class TransactionRollbackException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public TransactionRollbackException(String message) {
        super(message);
    }

    public TransactionRollbackException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public TransactionRollbackException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
