/**
 * The facade: what implements {@code PgConnection} and {@code PgExecutor} by putting the features together.
 * <p>
 * {@link io.quarkiverse.psycopg.runtime.driver.client.ClientSession} is a session with what belongs to it, and makes the
 * exchanges of callers' statements; {@code OwnStatements} makes those of the driver's own. {@link
 * io.quarkiverse.psycopg.runtime.driver.client.DriverConnection} is the connection in a user's hands, with its attributes
 * ({@code ConnectionAttributes}), its transactions ({@code ConnectionTransactions}) and its cursors ({@code ClientCursor},
 * {@code NamedCursor}). {@link io.quarkiverse.psycopg.runtime.driver.client.StatementExecutor} is what connections and pools
 * have in common.
 * <p>
 * Stands between the features (cursors, transactions, notifications, …) and the pool: it may use all of them, none of them uses
 * it. Implements PEP 249, Connection and Cursor Objects, as psycopg2 reads it.
 */
package io.quarkiverse.psycopg.runtime.driver.client;
