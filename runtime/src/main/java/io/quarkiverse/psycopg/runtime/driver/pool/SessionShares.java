package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The operations that are under way on one session of a pool: one that has it to itself, or several that share it.
 * <p>
 * Others are sent behind an operation only as long as all that are under way are known to be short, none of them was cancelled,
 * and the server has answered a moment ago. Times are as {@link System#nanoTime()}. Guarded by the pool's lock.
 */
final class SessionShares {

    /** Operations under way on one session at a time. */
    static final int MOST = 8;

    /** The statements that are prepared on the session. */
    private final Set<StatementProfile> prepared = Collections.newSetFromMap(new WeakHashMap<>());
    private int underWay;
    private boolean open;
    private long headSince;
    /** Where it stands among those in use by statements that may share; negative for not at all. */
    private int place = -1;
    private boolean late;

    /** Whether a statement may be sent behind those that are under way. */
    boolean admits(StatementProfile statement, long now) {
        return open && underWay > 0 && underWay < MOST && !hasWaitedLong(now)
                && prepared.contains(statement) && statement.mayFollow();
    }

    /** An operation begins; without a profile it has the session to itself. */
    void begin(StatementProfile statementOrNull, long now) {
        if (underWay++ == 0) {
            headSince = now;
            open = true;
        }
        open &= statementOrNull != null && statementOrNull.mayLead();
    }

    /**
     * The first of the operations ends.
     *
     * @return how long the server had for it
     */
    long end(long now) {
        long took = now - headSince;
        underWay--;
        headSince = now;
        return took;
    }

    /** An operation that had been let in was not sent after all. */
    void withdraw() {
        underWay--;
    }

    int underWay() {
        return underWay;
    }

    /** The server can work since then, no sooner: what one turn of the event loop collects is sent at its end. */
    void sent(long at) {
        if (at - headSince > 0) {
            headSince = at;
        }
    }

    /** Whether the server has not answered for longer than a short statement takes. */
    boolean hasWaitedLong(long now) {
        return now - headSince > StatementProfile.SHORT_NANOS;
    }

    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }

    /** Whether it was seen to have waited long. */
    boolean isLate() {
        return late;
    }

    void late(boolean seen) {
        late = seen;
    }

    /** Nothing more is sent behind what is under way. */
    void close() {
        open = false;
    }

    /** The statement is prepared on the session from now on. */
    void learn(StatementProfile statement) {
        prepared.add(statement);
    }
}
