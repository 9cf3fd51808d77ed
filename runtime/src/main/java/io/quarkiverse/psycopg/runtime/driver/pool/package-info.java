/**
 * The pool, and the driver's entry point by code.
 * <p>
 * {@link io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver} opens connections and makes pools.
 * {@link io.quarkiverse.psycopg.runtime.driver.pool.DriverPool} is the public pool: one-shot statements ({@code OneShotRun},
 * {@code LeasedStream}) and borrowed connections ({@code Handover}, {@code PoolHooks}, {@code LeakDetector}).
 * <p>
 * Lending: {@link io.quarkiverse.psycopg.runtime.driver.pool.SessionPool} lends sessions without knowing what they are used
 * for, by the books of {@link io.quarkiverse.psycopg.runtime.driver.pool.PoolLedger}, to those who wait ({@code WaiterQueue}).
 * It has them opened ({@code ConnectAttempts}, {@code PooledOpening}), and cleaned when they come back
 * ({@code SessionCleaner}).
 * <p>
 * Sharing: {@code SessionShares} says whether a statement may be sent behind others on their session, by what
 * {@code StatementProfile} has learned of it and what {@code VolatilityCheck} has asked of the catalog.
 * <p>
 * May use everything of the driver. Source of the behaviour: aiopg, "Pool".
 */
package io.quarkiverse.psycopg.runtime.driver.pool;
