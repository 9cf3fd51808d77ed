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

    /** @param reads whether it only reads and takes no lock of rows, so that it waits for no other transaction's end */
    StatementProfile(String sql, boolean reads) {
        this.sql = sql;
        this.reads = reads;
    }

    String sql() {
        return sql;
    }

    /** An execution has ended, so long after the server could begin with it. */
    synchronized void measured(long nanos, long now) {
        if (nanos <= SHORT_NANOS) {
            shortRun++;
            if (neededRun > FIRST_RUN && shortRun >= 16L * neededRun) {
                neededRun /= 2;
                shortRun = neededRun;
            }
            return;
        }
        shortRun = 0;
        if (!everSlow || now - slowAt > ONE_PAUSE_NANOS) {
            neededRun = everSlow ? Math.min(LONGEST_RUN, 2 * neededRun) : neededRun;
            everSlow = true;
            slowAt = now;
        }
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
