/**
 * Transactions: as blocks of work around a function of the caller, as DB-API has them, in two phases, and run again.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.transaction.TransactionBlock} (BEGIN or a savepoint, the function,
 * COMMIT or ROLLBACK), {@link io.quarkiverse.psycopg.runtime.driver.transaction.SessionTransactions} (one session's modes and
 * their commands), {@link io.quarkiverse.psycopg.runtime.driver.transaction.TwoPhase},
 * {@link io.quarkiverse.psycopg.runtime.driver.transaction.RetryingTransactions}. May use the connection layer and the API.
 * Implements the PostgreSQL documentation's chapter "Transactions" and psycopg2's transaction control.
 */
package io.quarkiverse.psycopg.runtime.driver.transaction;
