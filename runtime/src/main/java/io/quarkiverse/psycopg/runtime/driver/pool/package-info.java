/**
 * The pool, and the driver's entry point by code.
 * <p>
 * {@link io.quarkiverse.psycopg.runtime.driver.pool.SessionPool} lends sessions, by the books of
 * {@link io.quarkiverse.psycopg.runtime.driver.pool.PoolLedger}, without knowing what they are used for;
 * {@link io.quarkiverse.psycopg.runtime.driver.pool.DriverPool} is the public pool on top of it;
 * {@link io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver} opens connections and makes pools. May use everything of the
 * driver. Source of the behaviour: aiopg, "Pool".
 */
package io.quarkiverse.psycopg.runtime.driver.pool;
