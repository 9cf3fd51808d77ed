package io.quarkiverse.psycopg.showcase;

import io.quarkiverse.psycopg.PoolStatistics;

/**
 * One heartbeat of the page.
 *
 * @param totals null while the database cannot be asked
 * @param trouble why not, else null
 */
public record Live(PoolStatistics pool, Totals totals, String trouble) {
}
