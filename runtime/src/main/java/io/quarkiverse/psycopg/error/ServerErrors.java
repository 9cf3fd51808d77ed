package io.quarkiverse.psycopg.error;

import java.util.Objects;

/**
 * Makes the exception of the right class from what the server reported.
 */
public final class ServerErrors {

    private ServerErrors() {
    }

    /**
     * The exception for an ErrorResponse: the class of its SQLSTATE, else of the SQLSTATE's class (first two characters), else
     * {@link DatabaseException}. Not thrown here.
     */
    public static PgException of(Diagnostics diagnostics) {
        Objects.requireNonNull(diagnostics, "diagnostics");
        return SqlStateExceptions.of(diagnostics.sqlState().orElse(""), diagnostics);
    }

    /** As {@link #of(Diagnostics)}, for an error that ended the connection: with what became of the work. */
    public static PgException of(Diagnostics diagnostics, Outcome outcome) {
        PgException error = of(diagnostics);
        error.withOutcome(Objects.requireNonNull(outcome, "outcome"));
        return error;
    }
}
