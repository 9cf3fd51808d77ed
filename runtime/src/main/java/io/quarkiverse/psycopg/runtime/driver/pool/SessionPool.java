package io.quarkiverse.psycopg.runtime.driver.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PoolStatistics;
import io.quarkiverse.psycopg.error.AcquireTimeoutException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.client.ClientSession;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Sessions to one database, and those who wait for one, first come first served.
 * <p>
 * A session is idle, borrowed, or being opened; their sum never exceeds the maximum. The lock is held for bookkeeping only:
 * nothing
 * is called that belongs to others while it is held. Safe for use from any thread.
 */
final class SessionPool {

    private final Vertx vertx;
    private final PgPoolOptions options;
    private final Function<SessionListener, Future<ClientSession>> opener;
    private final SessionCleaner cleaner;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<PooledSession> idle = new ArrayDeque<>();
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final List<PooledSession> all = new ArrayList<>();
    private final Promise<Void> drained = Promise.promise();

    private final ConnectAttempts attempts = new ConnectAttempts();

    private boolean closed;
    private long maintenanceTimer = -1;

    private long acquired;
    private long closedCount;
    private final AtomicLong acquireTimeouts = new AtomicLong();

    /** @param opener opens a session that tells its end to the listener, ready for use */
    SessionPool(Vertx vertx, PgPoolOptions options, Function<SessionListener, Future<ClientSession>> opener) {
        this.vertx = vertx;
        this.options = options;
        this.opener = opener;
        this.cleaner = new SessionCleaner(options.reset());
    }

    PgPoolOptions options() {
        return options;
    }

    /** Opens the minimum of sessions ahead of their use. */
    void start() {
        refill();
    }

    /** Gives the waiter an idle session now, or a place in the queue. */
    void acquire(Waiter waiter) {
        PooledSession ready = null;
        boolean refused = false;
        lock.lock();
        try {
            if (closed) {
                refused = true;
            } else {
                ready = waiters.isEmpty() ? pollIdle() : null;
                if (ready == null) {
                    waiters.add(waiter);
                } else {
                    acquired++;
                }
            }
        } finally {
            lock.unlock();
        }
        if (refused) {
            waiter.fail(new InterfaceException("cannot acquire a connection: the pool is closed"));
        } else if (ready == null) {
            watch(waiter);
            refill();
        } else if (!waiter.offer(ready)) {
            makeAvailable(ready);
        }
    }

    private PooledSession pollIdle() {
        long now = System.nanoTime();
        PooledSession session = idle.pollLast();
        while (session != null) {
            if (session.isUsable() && !session.isExpired(now)) {
                return session;
            }
            discardLater(session);
            session = idle.pollLast();
        }
        return null;
    }

    private void watch(Waiter waiter) {
        Duration timeout = options.acquireTimeout();
        if (timeout.isZero()) {
            return;
        }
        vertx.setTimer(Math.max(1, timeout.toMillis()), timer -> {
            if (waiter.isWaiting() && withdraw(waiter)) {
                acquireTimeouts.incrementAndGet();
                waiter.refuse(timedOut());
            }
        });
    }

    private PgException timedOut() {
        PoolStatistics now = statistics();
        return new AcquireTimeoutException("no connection within " + options.acquireTimeout().toMillis()
                + " ms (acquire-timeout): " + now.inUse() + " of at most " + now.maxSize() + " in use, " + now.connecting()
                + " being opened, " + now.pending() + " waiting", lastConnectFailure());
    }

    private PgException lastConnectFailure() {
        lock.lock();
        try {
            return attempts.lastFailure();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a waiter out of the queue; false where it was served or refused meanwhile. */
    boolean withdraw(Waiter waiter) {
        if (!waiter.giveUp()) {
            return false;
        }
        lock.lock();
        try {
            waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** Takes a session back: clean it goes to the next waiter, else it is closed. */
    void release(PooledSession session) {
        if (session.isSuspectedReadOnly()) {
            cleaner.clean(session.client()).compose(done -> cleaner.isReadOnly(session.client()))
                    .onComplete(asked -> releaseSuspect(session, asked));
        } else if (cleaner.isClean(session.client())) {
            takeBack(session);
        } else {
            cleaner.clean(session.client()).onComplete(done -> {
                if (done.succeeded()) {
                    takeBack(session);
                } else {
                    discard(session);
                }
            });
        }
    }

    /** A server that has become read-only serves no session of the pool any more: new ones are to find the one that writes. */
    private void releaseSuspect(PooledSession session, AsyncResult<Boolean> readOnly) {
        session.clearSuspicion();
        if (readOnly.succeeded() && !readOnly.result()) {
            takeBack(session);
            return;
        }
        discard(session);
        if (readOnly.succeeded()) {
            evictIdle();
            refill();
        }
    }

    private void takeBack(PooledSession session) {
        if (session.isExpired(System.nanoTime())) {
            discard(session);
        } else {
            makeAvailable(session);
        }
    }

    /** Its age is not asked for: one that was just opened serves once, however short its life. */
    private void makeAvailable(PooledSession session) {
        long now = System.nanoTime();
        boolean keep = session.isUsable();
        while (keep) {
            Waiter next;
            lock.lock();
            try {
                next = pollWaiter();
                if (next == null) {
                    keep = !closed;
                    if (keep) {
                        session.becomesIdle(now);
                        idle.addLast(session);
                    }
                } else {
                    acquired++;
                }
            } finally {
                lock.unlock();
            }
            if (next == null || next.offer(session)) {
                break;
            }
        }
        if (!keep) {
            discard(session);
        }
    }

    private Waiter pollWaiter() {
        Waiter next = waiters.poll();
        while (next != null && !next.isWaiting()) {
            next = waiters.poll();
        }
        return next;
    }

    /** Closes a session that is not to be used again; its slot is free at once. */
    void discard(PooledSession session) {
        if (leave(session)) {
            session.client().session().close();
            refill();
        }
    }

    /** As {@link #discard}, for callers that hold the lock. */
    private void discardLater(PooledSession session) {
        vertx.runOnContext(ignored -> discard(session));
    }

    private boolean leave(PooledSession session) {
        boolean last;
        lock.lock();
        try {
            if (!session.leave()) {
                return false;
            }
            idle.remove(session);
            all.remove(session);
            closedCount++;
            last = hasEnded();
        } finally {
            lock.unlock();
        }
        if (last) {
            drained.tryComplete();
        }
        return true;
    }

    private boolean hasEnded() {
        return closed && all.isEmpty() && attempts.underWay() == 0;
    }

    /** Opens as many sessions as those who wait need and the minimum asks for, within the maximum. */
    private void refill() {
        int open;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            int room = options.maxSize() == 0 ? Integer.MAX_VALUE : options.maxSize() - all.size();
            open = attempts.begin(Math.max(waiters.size(), options.minSize() - all.size()), room);
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < open; i++) {
            open();
        }
    }

    private void open() {
        PooledOpening opening = new PooledOpening(this);
        opener.apply(opening).onComplete(opened -> {
            if (opened.succeeded()) {
                opened(opening, opened.result());
            } else {
                failed(asPgException(opened.cause()));
            }
        });
    }

    private static PgException asPgException(Throwable cause) {
        return cause instanceof PgException known ? known
                : new OperationalException("connecting failed: " + cause.getMessage(), cause);
    }

    private void opened(PooledOpening opening, ClientSession client) {
        PooledSession session = new PooledSession(client, opening.expiry(options.maxLifetime()));
        boolean late;
        lock.lock();
        try {
            attempts.succeeded();
            late = closed;
            all.add(session);
        } finally {
            lock.unlock();
        }
        opening.serves(session);
        maintain();
        if (late || client.session().isClosed()) {
            discard(session);
        } else {
            makeAvailable(session);
        }
    }

    private void failed(PgException failure) {
        List<Waiter> refused = new ArrayList<>();
        boolean last;
        long pause;
        lock.lock();
        try {
            pause = attempts.failed(failure);
            if (FailureScope.isPermanent(failure)) {
                refused.addAll(waiters);
                waiters.clear();
            }
            last = hasEnded();
        } finally {
            lock.unlock();
        }
        refused.forEach(waiter -> waiter.fail(failure));
        if (last) {
            drained.tryComplete();
        }
        vertx.setTimer(pause, timer -> endPause());
    }

    private void endPause() {
        lock.lock();
        try {
            attempts.pauseEnded();
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** Begins to look after idle sessions, once there is one. */
    private void maintain() {
        long period = MaintenancePeriod.millis(options);
        lock.lock();
        try {
            if (period > 0 && maintenanceTimer < 0 && !closed) {
                maintenanceTimer = vertx.setPeriodic(period, timer -> sweep());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is idle for too long, beyond the minimum, or too old; tops up to the minimum. */
    private void sweep() {
        List<PooledSession> out = new ArrayList<>();
        long now = System.nanoTime();
        long idleNanos = options.idleTimeout().toNanos();
        lock.lock();
        try {
            int spare = all.size() - options.minSize();
            for (PooledSession session : idle) {
                boolean tooOld = session.isExpired(now);
                boolean tooIdle = idleNanos > 0 && spare > out.size() && session.isIdleLongerThan(idleNanos, now);
                if (tooOld || tooIdle) {
                    out.add(session);
                }
            }
            idle.removeAll(out);
        } finally {
            lock.unlock();
        }
        out.forEach(this::discard);
        refill();
    }

    /** Closes all idle sessions; borrowed ones go on. */
    Future<Void> clear() {
        return evictIdle();
    }

    private Future<Void> evictIdle() {
        List<PooledSession> out;
        lock.lock();
        try {
            out = List.copyOf(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        List<Future<Void>> ends = new ArrayList<>();
        for (PooledSession session : out) {
            ends.add(session.client().session().ended());
            discard(session);
        }
        return Future.all(List.copyOf(ends)).mapEmpty();
    }

    /** Refuses new work and ends when all borrowed sessions are back; with {@code now}, closes those too. */
    Future<Void> close(boolean now) {
        List<Waiter> refused;
        List<PooledSession> borrowed;
        boolean empty;
        lock.lock();
        try {
            closed = true;
            refused = List.copyOf(waiters);
            waiters.clear();
            borrowed = now ? List.copyOf(all) : List.of();
            empty = hasEnded();
            if (maintenanceTimer >= 0) {
                vertx.cancelTimer(maintenanceTimer);
                maintenanceTimer = -1;
            }
        } finally {
            lock.unlock();
        }
        refused.forEach(waiter -> waiter.fail(new InterfaceException("the pool was closed while waiting for a connection")));
        evictIdle();
        borrowed.forEach(this::discard);
        if (empty) {
            drained.tryComplete();
        }
        return drained.future();
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    PoolStatistics statistics() {
        lock.lock();
        try {
            return new PoolStatistics(all.size(), idle.size(), all.size() - idle.size(), waiters.size(), attempts.underWay(),
                    options.minSize(), options.maxSize(), acquired, attempts.successes(), closedCount, attempts.failures(),
                    acquireTimeouts.get());
        } finally {
            lock.unlock();
        }
    }

    /** A session has ended by itself; the reason is null where this side closed it. */
    void ended(PooledSession session, PgException reason) {
        if (leave(session)) {
            if (reason != null && FailureScope.concernsTheServer(reason)) {
                evictIdle();
            }
            refill();
        }
    }
}
