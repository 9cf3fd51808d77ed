/**
 * Readiness for SmallRye Health, only in applications that have it.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.health.PoolsReadiness},
 * {@link io.quarkiverse.psycopg.runtime.health.StreamsReadiness}. A pool is asked by a
 * statement, listeners and streams tell what they know.
 */
package io.quarkiverse.psycopg.runtime.health;
