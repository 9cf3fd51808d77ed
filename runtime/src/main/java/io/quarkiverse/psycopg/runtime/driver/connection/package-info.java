/**
 * A session with a server: how it comes about and how exchanges run in it.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.connection.Connector} opens sessions: name look-up, TCP or
 * Unix socket, TLS, startup, choice among several hosts, all within one deadline; {@link
 * io.quarkiverse.psycopg.runtime.driver.connection.Session} is the outbox, the queue of exchanges in flight and the
 * drain. Everything of one session happens on one Vert.x event loop. Uses the wire, auth, types, sql and exchange
 * packages. Implements PostgreSQL documentation, "Message Flow" and, of libpq, "Database Connection Control Functions"
 * and "SSL Support".
 */
package io.quarkiverse.psycopg.runtime.driver.connection;
