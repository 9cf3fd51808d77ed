package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.concurrent.ThreadLocalRandom;

import io.quarkiverse.psycopg.error.PgException;

/**
 * A pool's attempts to open sessions: how many are under way, how many more may begin, and how long to pause after a failure.
 * <p>
 * After a failure attempts come one at a time, with a pause between them that doubles up to a limit, until one succeeds: a
 * server that comes back is not met by all callers at once. Guarded by the pool's lock.
 */
final class ConnectAttempts {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private int underWay;
    private int failuresInARow;
    private boolean pausing;
    private long successes;
    private long failures;
    private PgException lastFailure;

    /**
     * Begins as many attempts as are wanted and allowed now.
     *
     * @param wanted sessions that are missing, those under way not deducted
     * @param room sessions that may be added, those under way not deducted
     * @return how many the caller has to make; each ends in {@link #succeeded} or {@link #failed}
     */
    int begin(int wanted, int room) {
        if (pausing) {
            return 0;
        }
        int allowed = failuresInARow > 0 ? Math.min(room, 1) : room;
        int begun = Math.max(0, Math.min(wanted, allowed) - underWay);
        underWay += begun;
        return begun;
    }

    void succeeded() {
        underWay--;
        successes++;
        failuresInARow = 0;
        lastFailure = null;
    }

    /**
     * An attempt has failed: nothing begins until {@link #pauseEnded}.
     *
     * @return the pause in milliseconds, spread so that several applications do not come back together
     */
    long failed(PgException failure) {
        underWay--;
        failures++;
        lastFailure = failure;
        pausing = true;
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failuresInARow++, 10));
        return pause / 2 + 1 + ThreadLocalRandom.current().nextLong(pause);
    }

    void pauseEnded() {
        pausing = false;
    }

    int underWay() {
        return underWay;
    }

    /** Attempts that have succeeded since the start. */
    long successes() {
        return successes;
    }

    /** Attempts that have failed since the start. */
    long failures() {
        return failures;
    }

    /** Why the last attempt failed, null where none has since the last success. */
    PgException lastFailure() {
        return lastFailure;
    }
}
