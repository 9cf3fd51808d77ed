package io.quarkiverse.psycopg.runtime.driver.pool;

import io.quarkiverse.psycopg.PgPoolOptions;

/**
 * How often a pool looks after its idle sessions.
 */
final class MaintenancePeriod {

    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 30_000;

    private MaintenancePeriod() {
    }

    /** Half the shortest configured time, within bounds; 0 where there is nothing to look after. */
    static long millis(PgPoolOptions options) {
        long idle = options.idleTimeout().toMillis();
        long life = options.maxLifetime().toMillis();
        long shortest = idle == 0 ? life : life == 0 ? idle : Math.min(idle, life);
        if (shortest == 0) {
            return options.minSize() > 0 ? LONGEST_MILLIS : 0;
        }
        return Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, shortest / 2));
    }
}
