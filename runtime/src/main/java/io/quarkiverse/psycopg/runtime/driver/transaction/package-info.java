/**
 * Transactions as blocks of work: BEGIN, COMMIT, ROLLBACK and savepoints around a function of the caller. May use the
 * connection layer and the API. Implements the PostgreSQL documentation's chapter "Transactions" and psycopg2's transaction
 * control.
 */
package io.quarkiverse.psycopg.runtime.driver.transaction;
