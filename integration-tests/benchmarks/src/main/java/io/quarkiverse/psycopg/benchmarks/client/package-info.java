/**
 * The workloads in terms of each client: this driver, the other clients, and bare sockets that show the limit. Each runs in a
 * process of its own, {@link io.quarkiverse.psycopg.benchmarks.client.PeerMain}.
 */
package io.quarkiverse.psycopg.benchmarks.client;
