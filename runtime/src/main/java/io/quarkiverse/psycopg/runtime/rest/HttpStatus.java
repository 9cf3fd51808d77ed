package io.quarkiverse.psycopg.runtime.rest;

import io.quarkiverse.psycopg.error.AcquireTimeoutException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.QueryCanceledException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.error.SqlState;

/**
 * The HTTP status that tells a failure of the database to a client. RFC 9110, chapter 15.
 */
final class HttpStatus {

    static final int BAD_REQUEST = 400;
    static final int CONFLICT = 409;
    static final int INTERNAL_SERVER_ERROR = 500;
    static final int SERVICE_UNAVAILABLE = 503;
    static final int GATEWAY_TIMEOUT = 504;

    /** SQLSTATE classes: data exception, integrity constraint violation. */
    private static final String DATA = "22";
    private static final String INTEGRITY = "23";

    private HttpStatus() {
    }

    /**
     * Of a conflict with what is stored 409, of values that the database refuses 400, of what passes 503, of a deadline 504; of
     * everything else, an unknown outcome above all, 500.
     */
    static int of(PgException failure) {
        if (failure.outcome().filter(Outcome.UNKNOWN::equals).isPresent()) {
            return INTERNAL_SERVER_ERROR;
        }
        if (failure instanceof QueryTimeoutException || failure instanceof QueryCanceledException) {
            return GATEWAY_TIMEOUT;
        }
        if (failure.isTransient() || failure.isConnectionLost() || failure instanceof AcquireTimeoutException) {
            return SERVICE_UNAVAILABLE;
        }
        String state = failure.sqlState().orElse("");
        return switch (state) {
            case SqlState.UNIQUE_VIOLATION, SqlState.EXCLUSION_VIOLATION, SqlState.FOREIGN_KEY_VIOLATION,
                    SqlState.RESTRICT_VIOLATION ->
                CONFLICT;
            default -> state.startsWith(DATA) || state.startsWith(INTEGRITY) ? BAD_REQUEST : INTERNAL_SERVER_ERROR;
        };
    }
}
