/**
 * The facade: what implements {@code PgConnection} and {@code PgExecutor} by putting the features together.
 * <p>
 * Stands between the features (cursors, transactions, notifications, …) and the pool: it may use all of them, none of them uses
 * it. Main types: {@link io.quarkiverse.psycopg.runtime.driver.client.DriverConnection},
 * {@link io.quarkiverse.psycopg.runtime.driver.client.StatementExecutor},
 * {@link io.quarkiverse.psycopg.runtime.driver.client.ClientSession}.
 */
package io.quarkiverse.psycopg.runtime.driver.client;
