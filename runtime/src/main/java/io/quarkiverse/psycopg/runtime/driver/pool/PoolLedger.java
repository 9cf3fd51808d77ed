package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PoolStatistics;
import io.quarkiverse.psycopg.error.PgException;

/**
 * The books of a pool: which sessions there are, which of them are idle, who uses them, and who waits.
 * <p>
 * Every method is one step under the lock and calls nothing that belongs to others: what follows of it, such as handing
 * a session over or closing one, is its caller's. Thread-safe.
 */
final class PoolLedger {

    /** What is left to do after an attempt to connect has failed. */
    record Failed(long pauseMillis, List<Waiter> refused) {
    }

    /** What is left to do when the pool is closed. */
    record Closing(List<Waiter> refused, List<PooledSession> sessions) {
    }

    private final PgPoolOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final IdleSessions idle;
    private final List<PooledSession> all = new ArrayList<>();
    private final WaiterQueue waiters;
    private final SharedSessions shared;
    private final ConnectAttempts attempts = new ConnectAttempts();

    private boolean closed;
    private boolean watched;
    private boolean widening;
    private long acquired;
    private long acquireTimeouts;
    private long closedCount;

    /** @param worn takes idle sessions that turn out to be too old or closed; it must not do so at once */
    PoolLedger(PgPoolOptions options, Consumer<PooledSession> worn) {
        this.options = options;
        this.idle = new IdleSessions(worn);
        this.waiters = new WaiterQueue(options.acquireTimeout().toNanos());
        this.shared = new SharedSessions(options.maxSize());
    }

    private void step(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Lends a session now; null where the waiter got a place in the queue, or none since the pool is closed. */
    PooledSession lendOrQueue(Waiter waiter) {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            long now = System.nanoTime();
            PooledSession session = waiter.usesFew(now) ? findFew(waiter, now) : findAny(waiter, now);
            if (session == null) {
                waiters.add(waiter, now);
            } else {
                lend(session, waiter, now);
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    /** An idle session; where there is none and none can be opened, one that is in use and may be shared. */
    private PooledSession findAny(Waiter waiter, long now) {
        if (waiters.firstForAny() != null) {
            return null;
        }
        PooledSession session = idle.poll(now);
        boolean mayShare = session == null && waiter.profile() != null && isFull() && waiters.isEmpty();
        return mayShare ? shared.find(waiter.profile(), now) : session;
    }

    /**
     * The same for a statement that is content with the few sessions that short statements use: more are as good as not there.
     */
    private PooledSession findFew(Waiter waiter, long now) {
        boolean room = shared.room() > 0;
        if (!room && hasFurther()) {
            shared.heldBack();
        }
        if (!waiters.isEmpty()) {
            return null;
        }
        PooledSession session = room ? idle.poll(now) : null;
        boolean mayShare = session == null && (!room || isFull());
        return mayShare ? shared.find(waiter.profile(), now) : session;
    }

    /** Whether there is a session that nobody uses, or may be. */
    private boolean hasFurther() {
        return !idle.isEmpty() || !isFull();
    }

    private boolean isFull() {
        return options.maxSize() > 0 && all.size() + attempts.underWay() >= options.maxSize();
    }

    private void lend(PooledSession session, Waiter waiter, long now) {
        if (session.shares().underWay() == 0 && waiter.usesFew(now)) {
            shared.begin(session);
        }
        session.shares().begin(waiter.profile(), now);
        acquired++;
    }

    /** Lends a session that is in use to the first who waits, where it may be shared; null where it may not. */
    Waiter lendShared(PooledSession session) {
        lock.lock();
        try {
            Waiter next = waiters.first();
            long now = System.nanoTime();
            if (next == null || next.profile() == null || !session.admits(next.profile(), now)) {
                return null;
            }
            waiters.poll(true);
            lend(session, next, now);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lends a session that nobody uses to the first who waits and may use it; null where nobody does: it is idle now, unless
     * all is closed.
     */
    Waiter lendOrKeep(PooledSession session) {
        lock.lock();
        try {
            long now = System.nanoTime();
            Waiter next = waiters.poll(shared.room() > 0);
            if (next != null) {
                lend(session, next, now);
            } else if (!closed) {
                idle.add(session, now);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A use of the session has ended; true where it was the last. */
    boolean ended(PooledSession session) {
        lock.lock();
        try {
            session.sharesNow().end(System.nanoTime());
            return isUnused(session);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #ended(PooledSession)}, for a statement that may share it and is prepared on it now, or is not. */
    boolean ended(PooledSession session, StatementProfile statement, boolean prepared) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (statement.measured(session.sharesNow().end(now), now)) {
                shared.tooMany(now);
            }
            statement.ran(prepared);
            if (prepared) {
                session.shares().learn(statement);
            }
            shared.answered(session, now);
            return isUnused(session);
        } finally {
            lock.unlock();
        }
    }

    /** The session was lent in vain: nothing was sent on it; true where nobody else uses it. */
    boolean unused(PooledSession session) {
        lock.lock();
        try {
            session.shares().withdraw();
            return isUnused(session);
        } finally {
            lock.unlock();
        }
    }

    private boolean isUnused(PooledSession session) {
        boolean unused = session.shares().underWay() == 0;
        if (unused) {
            shared.end(session);
        }
        return unused;
    }

    /** Nothing more is sent on the session until all that is under way on it has ended. */
    void shareNoMore(PooledSession session) {
        step(session.shares()::close);
    }

    void withdraw(Waiter waiter) {
        step(() -> waiters.remove(waiter));
    }

    /** Nanoseconds until the first who waits is late, for the one caller who sets a timer; negative for all others. */
    long beginWatch() {
        lock.lock();
        try {
            if (watched || waiters.firstDeadline() == 0) {
                return -1;
            }
            watched = true;
            return Math.max(0, waiters.firstDeadline() - System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Takes those out of the queue who are late. The timer may be set again. */
    List<Waiter> endWatch() {
        lock.lock();
        try {
            watched = false;
            return waiters.pollLate(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether statements that are content with few sessions wait although there are more, for the one caller who sets a timer:
     * after {@link StatementProfile#SHORT_NANOS} it is time to look whether the few answer.
     */
    boolean beginToWiden() {
        lock.lock();
        try {
            boolean held = waiters.sizeForFew() > 0 && (shared.room() == 0 ? hasFurther() : !idle.isEmpty());
            boolean begins = held && !widening;
            widening |= begins;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    /** Finds out which of the few sessions do not answer, and who is not content with them any more. */
    void widen() {
        long now = System.nanoTime();
        step(() -> {
            widening = false;
            shared.look(now);
            waiters.sort(now);
        });
    }

    /** Takes an idle session for somebody who waits and may use it, null for none. */
    PooledSession takeWanted() {
        lock.lock();
        try {
            boolean wanted = shared.room() > 0 ? waiters.first() != null : waiters.firstForAny() != null;
            return wanted ? idle.poll(System.nanoTime()) : null;
        } finally {
            lock.unlock();
        }
    }

    void countAcquireTimeout() {
        step(() -> acquireTimeouts++);
    }

    /** As many attempts to connect as those who wait need and the minimum asks for, within the maximum. */
    int beginAttempts() {
        lock.lock();
        try {
            int room = options.maxSize() == 0 ? Integer.MAX_VALUE : options.maxSize() - all.size();
            int few = Math.max(0, Math.min(waiters.sizeForFew(), shared.room()) - idle.size());
            return closed ? 0 : attempts.begin(Math.max(waiters.sizeForAny() + few, options.minSize() - all.size()), room);
        } finally {
            lock.unlock();
        }
    }

    /** A session is open; false where the pool was closed meanwhile. */
    boolean opened(PooledSession session) {
        lock.lock();
        try {
            attempts.succeeded();
            all.add(session);
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** An attempt to connect has failed; where the next one would fail too, those who wait are refused. */
    Failed failed(PgException failure) {
        lock.lock();
        try {
            long pause = attempts.failed(failure);
            return new Failed(pause, FailureScope.isPermanent(failure) ? waiters.pollAll() : List.of());
        } finally {
            lock.unlock();
        }
    }

    void pauseEnded() {
        step(attempts::pauseEnded);
    }

    /** Why the last attempt to connect failed, null where none has since the last success. */
    PgException lastFailure() {
        lock.lock();
        try {
            return attempts.lastFailure();
        } finally {
            lock.unlock();
        }
    }

    /** Strikes a session off; false where that was done already. */
    boolean remove(PooledSession session) {
        lock.lock();
        try {
            if (!session.leave()) {
                return false;
            }
            idle.remove(session);
            all.remove(session);
            shared.end(session);
            closedCount++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all idle sessions. */
    List<PooledSession> takeIdle() {
        lock.lock();
        try {
            return idle.takeAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the sessions that are idle for too long, beyond the minimum, or too old. */
    List<PooledSession> takeWorn() {
        long now = System.nanoTime();
        lock.lock();
        try {
            return idle.takeWorn(options.idleTimeout().toNanos(), all.size() - options.minSize(), now);
        } finally {
            lock.unlock();
        }
    }

    Closing close() {
        lock.lock();
        try {
            closed = true;
            return new Closing(waiters.pollAll(), List.copyOf(all));
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the pool is closed and nothing of it is left. */
    boolean hasEnded() {
        lock.lock();
        try {
            return closed && all.isEmpty() && attempts.underWay() == 0;
        } finally {
            lock.unlock();
        }
    }

    PoolStatistics statistics() {
        lock.lock();
        try {
            return new PoolStatistics(all.size(), idle.size(), all.size() - idle.size(), waiters.size(), attempts.underWay(),
                    options.minSize(), options.maxSize(), acquired, attempts.successes(), closedCount, attempts.failures(),
                    acquireTimeouts);
        } finally {
            lock.unlock();
        }
    }
}
