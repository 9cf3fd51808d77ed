package io.quarkiverse.psycopg.runtime.driver.pool;

/**
 * Whether a statement is taken for a slow one, that is to have as many sessions as there are: when it was slow again and again
 * without having become short. The verdict is for a time only, ever longer ones, since a statement may be slow for the
 * number of its own kind that are under way. Times are as {@link System#nanoTime()}. Guarded by its profile.
 */
final class SlowVerdict {

    /** Times that it has to be slow, each begun after the one before had ended. */
    static final int TIMES = 8;
    static final long FIRST_NANOS = 250_000_000;
    static final long LONGEST_NANOS = 60_000_000_000L;
    /** After a verdict those that are under way have to end before the statement is judged again. */
    static final long ENDING_NANOS = 100_000_000;

    private int times;
    private boolean judged;
    private long judgedFrom;
    private boolean slow;
    private long until;
    private long next = FIRST_NANOS;

    /** An execution was slow. Those that were under way when one ended are slow for the same reason, and count once. */
    void wasSlow(long nanos, long now) {
        if (slow || judged && now - nanos - judgedFrom < 0) {
            return;
        }
        judged = true;
        judgedFrom = now;
        if (++times == TIMES) {
            slow = true;
            until = now + next;
            next = Math.min(LONGEST_NANOS, 2 * next);
        }
    }

    /** It is short. */
    void clear() {
        times = 0;
        slow = false;
    }

    /** It was short for a long time. */
    void forget() {
        next = FIRST_NANOS;
    }

    /** Whether it is taken for slow. Where that has been so for long enough, it is judged anew. */
    boolean isSlow(long now) {
        if (slow && now - until >= 0) {
            clear();
            judgedFrom = now + ENDING_NANOS;
        }
        return slow;
    }
}
