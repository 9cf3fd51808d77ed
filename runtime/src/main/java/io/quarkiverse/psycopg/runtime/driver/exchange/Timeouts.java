package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;

/**
 * Tells the client's own deadline from the server's statement_timeout: both cancel with SQLSTATE 57014.
 */
final class Timeouts {

    private static final String QUERY_CANCELED = "57014";

    private Timeouts() {
    }

    /** The failure of an exchange whose deadline has passed, or whose caller has gone, when it was described only. */
    static PgException beforeItsValues(Exchange exchange) {
        return new QueryTimeoutException("timed out before its values were sent, while " + exchange.describe(),
                Outcome.NOT_SENT);
    }

    /** The failure of an exchange whose deadline has passed; null, success, stays null. */
    static PgException translate(PgException failure, Exchange exchange) {
        if (failure == null || !QUERY_CANCELED.equals(failure.sqlState().orElse(null))) {
            return failure;
        }
        return new QueryTimeoutException("timed out and cancelled on the server while " + exchange.describe(), failure,
                Outcome.ROLLED_BACK);
    }
}
