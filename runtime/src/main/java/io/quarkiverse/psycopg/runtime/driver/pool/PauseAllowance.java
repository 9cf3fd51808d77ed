package io.quarkiverse.psycopg.runtime.driver.pool;

/**
 * How often a statement that is short may be slow all the same, because server, client or machine pause: as seldom, and for as
 * short, that those who are sent behind it lose next to nothing in the mean. Times are as {@link System#nanoTime()}. Guarded by
 * its profile.
 */
final class PauseAllowance {

    /** What takes longer is no such pause. */
    static final long LONGEST_NANOS = 20_000_000;
    /**
     * Short executions for each time {@link StatementProfile#SHORT_NANOS} of a slow one. Those behind it, seven at most,
     * lose 35 microseconds by execution in the mean.
     */
    static final int EACH = 1_024;
    /** What one execution after the other saves up at most. */
    static final int MOST = 4 * EACH;
    /** Executions that are further apart say nothing of each other. */
    static final long SOON_NANOS = 100_000_000;

    private int saved;
    private boolean used;
    private long usedAt;
    private long lastAt;

    /** An execution was short. */
    void add(long now) {
        saved = now - lastAt > SOON_NANOS ? 1 : Math.min(saved + 1, MOST);
        lastAt = now;
    }

    /** Whether a slow execution that ends now is made up for. Those that were under way in the same pause count once. */
    boolean covers(long nanos, long now) {
        if (nanos > LONGEST_NANOS || now - lastAt > SOON_NANOS) {
            return false;
        }
        if (used && now - nanos - usedAt < 0) {
            return true;
        }
        long price = EACH * nanos / StatementProfile.SHORT_NANOS;
        if (saved < price) {
            return false;
        }
        saved -= (int) price;
        used = true;
        usedAt = now;
        return true;
    }
}
