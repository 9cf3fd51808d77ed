/**
 * Workloads run by this driver, by other clients and by a bare socket (the limit), on one server in one run.
 * <p>
 * {@link io.quarkiverse.psycopg.benchmarks.Benchmarks} starts an embedded server and, for each
 * {@link io.quarkiverse.psycopg.benchmarks.Peer}, a JVM of its own
 * ({@link io.quarkiverse.psycopg.benchmarks.PeerMain}); it runs the rounds of all peers interleaved and writes the
 * {@link io.quarkiverse.psycopg.benchmarks.Report}. The measure is a ratio inside one run: absolute figures say nothing on
 * another machine.
 * <p>
 * There are W1, W2 (autocommit) and W4 (streamed). Not there yet: W2 in a transaction and with one Sync for a whole flush, W3,
 * W4 all at once, W5 to W10; as peers vertx-pg-client 5, r2dbc-postgresql, the limit over Netty, asyncpg, psycopg2, pgbench,
 * psql; the server's CPU time, peak heap, the repetition of disturbed rounds, plots.
 */
package io.quarkiverse.psycopg.benchmarks;
