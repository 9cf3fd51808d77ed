package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.psycopg.PgPool;

/** Waits with a deadline, for tests of pools. */
final class Probe {

    private Probe() {
    }

    /** Nothing is borrowed, nobody waits, and every slot can be used. */
    static void healthy(PgPool pool) {
        until("all connections are back", () -> pool.statistics().inUse() == 0 && pool.statistics().pending() == 0);
        assertThat(await(pool.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        assertThat(pool.statistics().size()).isLessThanOrEqualTo(pool.statistics().maxSize());
    }

    /** A number of rounds that a system property of that name changes: the long form. */
    static int rounds(String property, int inCi) {
        return Integer.getInteger("psycopg.test." + property, inCi);
    }

    /** The seed of a random test, printed so that a failed run can be repeated. */
    static long seed(Class<?> test) {
        long seed = Long.getLong("psycopg.test.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + " seed: " + seed + " (-Dpsycopg.test.seed=" + seed + ")");
        return seed;
    }
}
