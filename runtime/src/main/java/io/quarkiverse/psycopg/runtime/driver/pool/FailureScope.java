package io.quarkiverse.psycopg.runtime.driver.pool;

import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TlsException;

/**
 * What one session's failure means for the others of its pool.
 */
final class FailureScope {

    private FailureScope() {
    }

    /**
     * Whether the next attempt to connect would fail for the same reason: wrong password or user (class 28), no such database
     * (3D000), no right to connect (42501), TLS or authentication that do not fit, wrong options. Those who wait are told at
     * once.
     */
    static boolean isPermanent(PgException failure) {
        String state = failure.sqlState().orElse(null);
        if (state != null) {
            return state.startsWith("28") || state.equals("3D000") || state.equals("42501");
        }
        return failure instanceof TlsException || !(failure instanceof OperationalException)
                || failure instanceof AuthenticationException;
    }

    /** Whether a session's end says that the server, not just this session, is going down or has changed its role. */
    static boolean concernsTheServer(PgException reason) {
        String state = reason.sqlState().orElse(null);
        return state == null || state.equals("57P01") || state.equals("57P02") || state.equals("57P03")
                || state.equals("25006");
    }
}
