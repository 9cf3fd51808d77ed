package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private final WaiterQueue waiters = new WaiterQueue();
    private final List<PooledSession> all = new ArrayList<>();
    private final Promise<Void> drained = Promise.promise();

    private final ConnectAttempts attempts = new ConnectAttempts();

    private boolean closed;
    private boolean watching;
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
                ready = waiters.isEmpty() ? find(waiter) : null;
                if (ready == null) {
                    waiters.add(waiter, deadline());
                } else {
                    lend(ready, waiter);
                }
            }
        } finally {
            lock.unlock();
        }
        if (refused) {
            waiter.fail(new InterfaceException("cannot acquire a connection: the pool is closed"));
        } else if (ready == null) {
            watch();
            refill();
        } else if (!waiter.offer(ready)) {
            releaseUnused(ready);
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

    private void lend(PooledSession session, Waiter waiter) {
        session.shares().begin(waiter.profile(), System.nanoTime());
        acquired++;
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

    private long deadline() {
        return options.acquireTimeout().isZero() ? 0 : System.nanoTime() + options.acquireTimeout().toNanos();
    }

    /** One timer serves all who wait: it is set for the first, and then for whoever is first by then. */
    private void watch() {
        long nanos;
        lock.lock();
        try {
            if (watching || closed || waiters.firstDeadline() == 0) {
                return;
            }
            watching = true;
            nanos = waiters.firstDeadline() - System.nanoTime();
        } finally {
            lock.unlock();
        }
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1), timer -> refuseLate());
    }

    private void refuseLate() {
        List<Waiter> late;
        lock.lock();
        try {
            watching = false;
            late = waiters.pollLate(System.nanoTime());
        } finally {
            lock.unlock();
        }
        for (Waiter waiter : late) {
            if (waiter.giveUp()) {
                acquireTimeouts.incrementAndGet();
                waiter.refuse(timedOut());
            }
        }
        watch();
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

    /** Takes a session back: clean it goes to the next waiter, else it is closed. Others may still be using it. */
    void release(PooledSession session) {
        boolean last;
        lock.lock();
        try {
            session.shares().end(System.nanoTime());
            last = session.shares().underWay() == 0;
        } finally {
            lock.unlock();
        }
        released(session, last);
    }

    /**
     * Takes a session back from a statement that may share it.
     *
     * @param prepared whether the statement is prepared on the session now
     */
    void release(PooledSession session, StatementProfile statement, boolean prepared) {
        boolean last;
        lock.lock();
        try {
            long now = System.nanoTime();
            statement.measured(session.shares().end(now), now);
            last = session.shares().underWay() == 0;
            if (prepared) {
                session.shares().learn(statement);
            }
        } finally {
            lock.unlock();
        }
        released(session, last);
    }

    /** Takes a session back on which nothing was sent. */
    void releaseUnused(PooledSession session) {
        released(session, takeFromNobody(session));
    }

    /** Nothing more is sent on the session until all that is under way on it has ended: a cancel may be on its way. */
    void shareNoMore(PooledSession session) {
        lock.lock();
        try {
            session.shares().close();
        } finally {
            lock.unlock();
        }
    }

    private void released(PooledSession session, boolean last) {
        if (!last) {
            fill(session);
        } else if (session.isSuspectedReadOnly()) {
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

    /** Gives those at the head of the queue a place on a session that is in use, as long as they may share it. */
    private void fill(PooledSession session) {
        Waiter next;
        do {
            lock.lock();
            try {
                next = waiters.first();
                if (next == null || next.profile() == null || !session.admits(next.profile(), System.nanoTime())) {
                    return;
                }
                waiters.poll();
                lend(session, next);
            } finally {
                lock.unlock();
            }
        } while (next.offer(session));
        releaseUnused(session);
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
                next = waiters.poll();
                if (next == null) {
                    keep = !closed;
                    if (keep) {
                        session.becomesIdle(now);
                        idle.addLast(session);
                    }
                } else {
                    lend(session, next);
                }
            } finally {
                lock.unlock();
            }
            if (next == null) {
                break;
            }
            if (next.offer(session)) {
                fill(session);
                break;
            }
            if (!takeFromNobody(session)) {
                fill(session);
                break;
            }
        }
        if (!keep) {
            discard(session);
        }
    }

    /** One place less is taken on the session; false where others still use it. */
    private boolean takeFromNobody(PooledSession session) {
        lock.lock();
        try {
            session.shares().withdraw();
            return session.shares().underWay() == 0;
        } finally {
            lock.unlock();
        }
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
                refused.addAll(waiters.pollAll());
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
            refused = waiters.pollAll();
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
