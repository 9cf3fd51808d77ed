/**
 * A session with a server, and how exchanges run in it.
 * <p>
 * {@link io.quarkiverse.psycopg.runtime.driver.connection.Session} is the outbox, the queue of exchanges in flight ({@code
 * ExchangeQueue}, {@code TransactionFlow}) and the drain. It watches their deadlines ({@code Deadlines}), ends what nobody
 * waits for any more ({@code SessionCancels}), and knows what its end means for each ({@code SessionEnd}, {@code
 * LostOutcomes}, {@code Failures}). Everything of one session happens on one Vert.x event loop; {@link
 * io.quarkiverse.psycopg.runtime.driver.connection.opening.Connector} opens it.
 * <p>
 * Operations get to their callers as a Uni ({@code SubmittedUni}, {@code Submission}) or as a Multi ({@code RowStream}, {@code
 * Emission}), on the context that they subscribed from ({@code CallerContext}).
 * <p>
 * Uses the wire, auth, types, sql and exchange packages. Implements PostgreSQL documentation, "Message Flow".
 */
package io.quarkiverse.psycopg.runtime.driver.connection;
