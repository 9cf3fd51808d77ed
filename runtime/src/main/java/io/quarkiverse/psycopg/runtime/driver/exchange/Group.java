package io.quarkiverse.psycopg.runtime.driver.exchange;

/**
 * Exchanges that the caller asked to run as one unit: one Sync after the last of them, one implicit transaction outside a
 * transaction block. After an error in it the rest of the unit is skipped. Compared by identity.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-PIPELINING">PostgreSQL documentation,
 *      Pipelining</a>
 */
public final class Group {
}
