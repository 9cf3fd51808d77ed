/**
 * The pools' figures for the application's metrics extension, whichever it is.
 * <p>
 * Main type: {@link io.quarkiverse.psycopg.runtime.metrics.PoolMetrics}.
 */
package io.quarkiverse.psycopg.runtime.metrics;
