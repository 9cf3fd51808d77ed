/**
 * Figures for the application's metrics extension, whichever it is: of pools, of listeners, of replication streams.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.metrics.PoolMetrics},
 * {@link io.quarkiverse.psycopg.runtime.metrics.ListenerMetrics}, {@link io.quarkiverse.psycopg.runtime.metrics.StreamMetrics}.
 */
package io.quarkiverse.psycopg.runtime.metrics;
