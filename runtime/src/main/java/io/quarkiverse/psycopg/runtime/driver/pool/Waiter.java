package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.psycopg.error.PgException;

/**
 * One who waits for a session: ends exactly once, with a session, a failure, or by giving up. A session that was offered in
 * vain stays with the one who offers it.
 */
abstract class Waiter extends AtomicInteger {

    private static final long serialVersionUID = 1L;
    private static final int WAITING = 0;
    private static final int ENDED = 1;

    private transient long since;

    /** When it took its place in the queue, as {@link System#nanoTime()}. Guarded by the pool's lock. */
    final long since() {
        return since;
    }

    final void waitsSince(long nanoTime) {
        since = nanoTime;
    }

    /** The statement where the session may be shared with others, null where it is wanted alone. */
    StatementProfile profile() {
        return null;
    }

    /** Whether one of the few sessions that short statements use will do. */
    final boolean usesFew(long now) {
        StatementProfile statement = profile();
        return statement != null && statement.usesFew(now);
    }

    /** Takes the session over, and owes the pool its return. */
    abstract void accept(PooledSession session);

    /** No session will come. */
    abstract void refuse(PgException failure);

    final boolean isWaiting() {
        return get() == WAITING;
    }

    /** Hands the session over; false where nobody waits any more. */
    final boolean offer(PooledSession session) {
        if (!compareAndSet(WAITING, ENDED)) {
            return false;
        }
        accept(session);
        return true;
    }

    final boolean fail(PgException failure) {
        if (!compareAndSet(WAITING, ENDED)) {
            return false;
        }
        refuse(failure);
        return true;
    }

    /** Gives up; false where a session or a failure was faster. */
    final boolean giveUp() {
        return compareAndSet(WAITING, ENDED);
    }
}
