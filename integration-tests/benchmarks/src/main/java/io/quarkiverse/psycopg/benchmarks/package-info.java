/**
 * Workloads run by this driver, by other clients and by bare sockets (the limit), on one server in one run.
 * <p>
 * {@link io.quarkiverse.psycopg.benchmarks.Benchmarks} starts an embedded server and, for each
 * {@link io.quarkiverse.psycopg.benchmarks.workload.Peer}, a process of its own; it runs the rounds of all peers interleaved
 * and writes a {@link io.quarkiverse.psycopg.benchmarks.report.Report}. The measure is a ratio inside one run: absolute figures
 * say nothing on another machine.
 */
package io.quarkiverse.psycopg.benchmarks;
