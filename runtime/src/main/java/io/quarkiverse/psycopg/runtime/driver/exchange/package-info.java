/**
 * One request/reply script per operation, without I/O: what it writes, how it reacts to each reply, what it tells its caller.
 * <p>
 * An {@link io.quarkiverse.psycopg.runtime.driver.exchange.Exchange} never sees a socket, so each is tested with lists of
 * messages. The session writes the requests, appends the exchange to its queue, feeds replies to the head and tells it when the
 * server is ready again. Uses the message records, the types and the placeholder scanner. Implements the message flow of the
 * PostgreSQL documentation, chapter "Frontend/Backend Protocol".
 */
package io.quarkiverse.psycopg.runtime.driver.exchange;
