package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayDeque;
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
    private final Consumer<PooledSession> worn;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<PooledSession> idle = new ArrayDeque<>();
    private final List<PooledSession> all = new ArrayList<>();
    private final WaiterQueue waiters = new WaiterQueue();
    private final ConnectAttempts attempts = new ConnectAttempts();

    private boolean closed;
    private boolean watched;
    private long acquired;
    private long acquireTimeouts;
    private long closedCount;

    /** @param worn takes idle sessions that turn out to be too old or closed; it must not do so at once */
    PoolLedger(PgPoolOptions options, Consumer<PooledSession> worn) {
        this.options = options;
        this.worn = worn;
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
            PooledSession session = waiters.isEmpty() ? find(waiter) : null;
            if (session == null) {
                long timeout = options.acquireTimeout().toNanos();
                waiters.add(waiter, timeout == 0 ? 0 : System.nanoTime() + timeout);
            } else {
                lend(session, waiter);
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    /** An idle session; where there is none and none can be opened, one that is in use and may be shared. */
    private PooledSession find(Waiter waiter) {
        PooledSession session = pollIdle();
        StatementProfile statement = waiter.profile();
        if (session != null || statement == null || !isFull()) {
            return session;
        }
        long now = System.nanoTime();
        for (int i = 0; i < all.size(); i++) {
            PooledSession used = all.get(i);
            if (used.admits(statement, now)
                    && (session == null || used.shares().underWay() < session.shares().underWay())) {
                session = used;
            }
        }
        return session;
    }

    private boolean isFull() {
        return options.maxSize() > 0 && all.size() + attempts.underWay() >= options.maxSize();
    }

    private PooledSession pollIdle() {
        long now = System.nanoTime();
        PooledSession session = idle.pollLast();
        while (session != null && (!session.isUsable() || session.isExpired(now))) {
            worn.accept(session);
            session = idle.pollLast();
        }
        return session;
    }

    private void lend(PooledSession session, Waiter waiter) {
        session.shares().begin(waiter.profile(), System.nanoTime());
        acquired++;
    }

    /** Lends a session that is in use to the first who waits, where it may be shared; null where it may not. */
    Waiter lendShared(PooledSession session) {
        lock.lock();
        try {
            Waiter next = waiters.first();
            if (next == null || next.profile() == null || !session.admits(next.profile(), System.nanoTime())) {
                return null;
            }
            waiters.poll();
            lend(session, next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lends a session that nobody uses to the first who waits; null where nobody does: it is idle now, unless all is closed.
     */
    Waiter lendOrKeep(PooledSession session) {
        lock.lock();
        try {
            Waiter next = waiters.poll();
            if (next != null) {
                lend(session, next);
            } else if (!closed) {
                session.becomesIdle(System.nanoTime());
                idle.addLast(session);
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
            session.shares().end(System.nanoTime());
            return session.shares().underWay() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #ended(PooledSession)}, for a statement that may share it and is prepared on it now, or is not. */
    boolean ended(PooledSession session, StatementProfile statement, boolean prepared) {
        lock.lock();
        try {
            long now = System.nanoTime();
            statement.measured(session.shares().end(now), now);
            if (prepared) {
                session.shares().learn(statement);
            }
            return session.shares().underWay() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** The session was lent in vain: nothing was sent on it; true where nobody else uses it. */
    boolean unused(PooledSession session) {
        lock.lock();
        try {
            session.shares().withdraw();
            return session.shares().underWay() == 0;
        } finally {
            lock.unlock();
        }
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

    void countAcquireTimeout() {
        step(() -> acquireTimeouts++);
    }

    /** As many attempts to connect as those who wait need and the minimum asks for, within the maximum. */
    int beginAttempts() {
        lock.lock();
        try {
            int room = options.maxSize() == 0 ? Integer.MAX_VALUE : options.maxSize() - all.size();
            return closed ? 0 : attempts.begin(Math.max(waiters.size(), options.minSize() - all.size()), room);
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
            List<PooledSession> taken = List.copyOf(idle);
            idle.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the sessions that are idle for too long, beyond the minimum, or too old. */
    List<PooledSession> takeWorn() {
        List<PooledSession> taken = new ArrayList<>();
        long now = System.nanoTime();
        long idleNanos = options.idleTimeout().toNanos();
        lock.lock();
        try {
            int spare = all.size() - options.minSize();
            for (PooledSession session : idle) {
                boolean tooIdle = idleNanos > 0 && spare > taken.size() && session.isIdleLongerThan(idleNanos, now);
                if (tooIdle || session.isExpired(now)) {
                    taken.add(session);
                }
            }
            idle.removeAll(taken);
            return taken;
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
