package io.quarkiverse.psycopg.runtime.driver.pool;

/**
 * What a pool has learned of one statement: how long the server takes for it, and whether it may reach a volatile function.
 * <p>
 * Times are as {@link System#nanoTime()} and come from the caller, so that nothing here waits. Thread-safe.
 */
final class StatementProfile {

    /** What takes longer, the way to the server included, holds others back. */
    static final long SHORT_NANOS = 5_000_000;
    /** Executions that must have been short in a row, before any was slow. */
    static final int FIRST_RUN = 16;
    /** The same for a statement that keeps being slow now and then. */
    static final int LONGEST_RUN = 4_096;
    /** A pause of the machine makes all executions of the moment slow: that counts once. */
    private static final long ONE_PAUSE_NANOS = 100_000_000;
    /** Executions after which a statement that none of them left prepared is not taken for one that ever is. */
    static final int NEVER_PREPARED = 1_024;
    /** Counting further would tell nothing more. */
    private static final int LONGEST_COUNTED = 16 * LONGEST_RUN;
    /** After which time the catalog is asked again: functions and views may have been replaced. */
    static final long CHECK_AGAIN_NANOS = 60_000_000_000L;

    /** Whether it may reach a volatile function, by the catalog. */
    private enum Volatility {
        /** Not asked yet. */
        UNKNOWN,
        /** It reaches stable and immutable functions only. */
        NONE,
        /** It may reach a volatile one. */
        POSSIBLE
    }

    private final String sql;
    private final boolean reads;
    private Volatility volatility = Volatility.UNKNOWN;
    private boolean checking;
    private long checkedAt;
    private int shortRun;
    private int neededRun = FIRST_RUN;
    private boolean everSlow;
    private long slowAt;
    private boolean shortSinceSlow;
    private int unprepared;
    private final PauseAllowance pauses = new PauseAllowance();
    /** Made when it is slow for the first time. */
    private SlowVerdict verdict;

    /** @param reads whether it only reads and takes no lock of rows, so that it waits for no other transaction's end */
    StatementProfile(String sql, boolean reads) {
        this.sql = sql;
        this.reads = reads;
    }

    String sql() {
        return sql;
    }

    /**
     * An execution has ended, so long after the server could begin with it.
     *
     * @return whether it was short until then, and is not any more
     */
    synchronized boolean measured(long nanos, long now) {
        if (nanos <= SHORT_NANOS) {
            wasShort(now);
            return false;
        }
        return !pauses.covers(nanos, now) && wasSlow(nanos, now);
    }

    private void wasShort(long now) {
        pauses.add(now);
        shortRun = Math.min(shortRun + 1, LONGEST_COUNTED);
        if (shortRun == neededRun) {
            shortSinceSlow = true;
            if (verdict != null) {
                verdict.clear();
            }
        }
        if (shortRun == LONGEST_COUNTED && verdict != null) {
            verdict.forget();
        }
        if (neededRun > FIRST_RUN && shortRun >= 16L * neededRun) {
            neededRun /= 2;
            shortRun = neededRun;
        }
    }

    private boolean wasSlow(long nanos, long now) {
        boolean wasShort = shortSinceSlow;
        shortSinceSlow = false;
        shortRun = 0;
        if (!everSlow || now - slowAt > ONE_PAUSE_NANOS) {
            neededRun = everSlow ? Math.min(LONGEST_RUN, 2 * neededRun) : neededRun;
            everSlow = true;
            slowAt = now;
        }
        if (verdict == null) {
            verdict = new SlowVerdict();
        }
        verdict.wasSlow(nanos, now);
        return wasShort;
    }

    /** Whether it was short so often in a row that others may be sent behind it. */
    synchronized boolean isShort() {
        return shortRun >= neededRun;
    }

    /** Whether it may be sent behind others. */
    synchronized boolean mayFollow() {
        return volatility == Volatility.NONE;
    }

    /** Whether others may be sent behind it. */
    synchronized boolean mayLead() {
        return reads && volatility == Volatility.NONE && shortRun >= neededRun;
    }

    /** An execution has ended, and has left the statement prepared on its session, or has not. */
    synchronized void ran(boolean prepared) {
        unprepared = prepared ? 0 : Math.min(unprepared + 1, NEVER_PREPARED);
    }

    /**
     * Whether a few sessions do for it where there are many: others may be sent behind it, or it may turn out that they may.
     * One that was slow again and again gets as many as there are.
     */
    synchronized boolean usesFew(long now) {
        boolean mayTurnOut = volatility == Volatility.UNKNOWN && checkedAt == 0;
        return reads && (volatility == Volatility.NONE || mayTurnOut) && unprepared < NEVER_PREPARED
                && (verdict == null || !verdict.isSlow(now));
    }

    /** True for one caller, who then owes {@link #checked} or {@link #checkFailed}: it is used often, and may be shared. */
    synchronized boolean beginCheck(long now) {
        boolean due = volatility == Volatility.UNKNOWN ? checkedAt == 0 || now - checkedAt >= CHECK_AGAIN_NANOS
                : now - checkedAt >= CHECK_AGAIN_NANOS;
        if (checking || !due || shortRun < FIRST_RUN) {
            return false;
        }
        checking = true;
        return true;
    }

    synchronized void checked(boolean reachesVolatile, long now) {
        volatility = reachesVolatile ? Volatility.POSSIBLE : Volatility.NONE;
        ended(now);
    }

    synchronized void checkFailed(long now) {
        volatility = Volatility.UNKNOWN;
        ended(now);
    }

    private void ended(long now) {
        checking = false;
        checkedAt = now == 0 ? 1 : now;
    }
}
