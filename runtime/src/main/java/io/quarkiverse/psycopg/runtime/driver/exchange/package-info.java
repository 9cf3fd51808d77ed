/**
 * One request/reply script per operation, without I/O: what it writes, how it reacts to each reply, what it tells its caller.
 * <p>
 * An {@link io.quarkiverse.psycopg.runtime.driver.exchange.Exchange} never sees a socket, so each is tested with lists of
 * messages. The session writes the requests, appends the exchange to its queue, feeds replies to the head and tells it when the
 * server is ready again.
 * <p>
 * Statements by the extended protocol are {@link io.quarkiverse.psycopg.runtime.driver.exchange.StatementExchange}s, which
 * prepare ({@code StatementPreparation}, {@code TypeLookup}) and bind: {@code ExtendedQuery} collects a result in one of the
 * shapes of {@code Results}, {@code StreamQuery} fetches rows by and by, {@code ManyQuery} runs for many entries. Those that
 * bind nothing end alike ({@link io.quarkiverse.psycopg.runtime.driver.exchange.CompletingExchange}): {@code SimpleQuery},
 * {@code CursorCommand}, {@code SessionCommands}, {@code Barrier}. {@code Startup} begins a session, {@code CopyBoth}
 * streams in both directions.
 * <p>
 * Uses the message records, the types and the placeholder scanner. Implements the message flow of the PostgreSQL documentation,
 * chapter "Frontend/Backend Protocol".
 */
package io.quarkiverse.psycopg.runtime.driver.exchange;
