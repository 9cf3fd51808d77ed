/**
 * Readiness for SmallRye Health, only in applications that have it.
 * <p>
 * Main type: {@link io.quarkiverse.psycopg.runtime.health.PoolsReadiness}.
 */
package io.quarkiverse.psycopg.runtime.health;
