package io.quarkiverse.psycopg.runtime.config;

import java.util.Locale;

/**
 * Isolation levels, as the server's {@code default_transaction_isolation} takes them. PostgreSQL documentation 13.2.
 */
public enum DefaultIsolation {

    READ_UNCOMMITTED,
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE;

    /** The name of the run-time parameter. */
    public static final String PARAMETER = "default_transaction_isolation";

    /** The level in SQL's words. */
    public String sql() {
        return name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
