package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
 * A session is idle, borrowed, or being opened; their sum never exceeds the maximum. What is where is the
 * {@link PoolLedger}'s to know; this class acts on it: hands over, opens, cleans, closes, and keeps the timers. Safe for
 * use from any thread.
 */
final class SessionPool {

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final PgPoolOptions options;
    private final Function<SessionListener, Future<ClientSession>> opener;
    private final SessionCleaner cleaner;
    private final PoolLedger ledger;
    private final Promise<Void> drained = Promise.promise();
    private final AtomicLong maintenance = new AtomicLong(NO_TIMER);

    /** @param opener opens a session that tells its end to the listener, ready for use */
    SessionPool(Vertx vertx, PgPoolOptions options, Function<SessionListener, Future<ClientSession>> opener) {
        this.vertx = vertx;
        this.options = options;
        this.opener = opener;
        this.cleaner = new SessionCleaner(options.reset());
        this.ledger = new PoolLedger(options, worn -> vertx.runOnContext(ignored -> discard(worn)));
    }

    PgPoolOptions options() {
        return options;
    }

    /** Opens the minimum of sessions ahead of their use. */
    void start() {
        refill();
    }

    /** Gives the waiter a session now, or a place in the queue. */
    void acquire(Waiter waiter) {
        PooledSession ready = ledger.lendOrQueue(waiter);
        if (ready != null) {
            if (!waiter.offer(ready)) {
                releaseUnused(ready);
            }
        } else if (ledger.isClosed()) {
            waiter.fail(new InterfaceException("cannot acquire a connection: the pool is closed"));
        } else {
            refill();
            watch();
        }
    }

    /** As long as statements wait for one of few sessions, one timer looks whether those answer: else they get others. */
    private void watchFew() {
        if (ledger.beginToWiden()) {
            vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(StatementProfile.SHORT_NANOS), timer -> {
                ledger.widen();
                for (PooledSession idle = ledger.takeWanted(); idle != null; idle = ledger.takeWanted()) {
                    makeAvailable(idle);
                }
                refill();
            });
        }
    }

    /** One timer serves all who wait: it is set for the first, and then for whoever is first by then. */
    private void watch() {
        long nanos = ledger.beginWatch();
        if (nanos >= 0) {
            vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, timer -> refuseLate());
        }
    }

    private void refuseLate() {
        for (Waiter waiter : ledger.endWatch()) {
            if (waiter.giveUp()) {
                ledger.countAcquireTimeout();
                waiter.refuse(timedOut());
            }
        }
        watch();
    }

    private PgException timedOut() {
        PoolStatistics now = statistics();
        return new AcquireTimeoutException("no connection within " + options.acquireTimeout().toMillis()
                + " ms (acquire-timeout): " + now.inUse() + " of at most " + now.maxSize() + " in use, " + now.connecting()
                + " being opened, " + now.pending() + " waiting", ledger.lastFailure());
    }

    /** Takes a waiter out of the queue; false where it was served or refused meanwhile. */
    boolean withdraw(Waiter waiter) {
        if (!waiter.giveUp()) {
            return false;
        }
        ledger.withdraw(waiter);
        return true;
    }

    /** Takes a session back: clean it goes to the next waiter, else it is closed. Others may still be using it. */
    void release(PooledSession session) {
        released(session, ledger.ended(session));
    }

    /**
     * Takes a session back from a statement that may share it.
     *
     * @param prepared whether the statement is prepared on the session now
     */
    void release(PooledSession session, StatementProfile statement, boolean prepared) {
        released(session, ledger.ended(session, statement, prepared));
    }

    /** Takes a session back on which nothing was sent. */
    void releaseUnused(PooledSession session) {
        released(session, ledger.unused(session));
    }

    /** Nothing more is sent on the session until all that is under way on it has ended: a cancel may be on its way. */
    void shareNoMore(PooledSession session) {
        ledger.shareNoMore(session);
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
        Waiter next = ledger.lendShared(session);
        while (next != null) {
            if (!next.offer(session)) {
                releaseUnused(session);
                return;
            }
            next = ledger.lendShared(session);
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
        while (session.isUsable()) {
            Waiter next = ledger.lendOrKeep(session);
            if (next == null) {
                if (ledger.isClosed()) {
                    discard(session);
                } else {
                    watchFew();
                }
                return;
            }
            if (next.offer(session) || !ledger.unused(session)) {
                fill(session);
                watchFew();
                return;
            }
        }
        discard(session);
    }

    /** Closes a session that is not to be used again; its slot is free at once. */
    void discard(PooledSession session) {
        if (leave(session)) {
            session.client().session().close();
            refill();
        }
    }

    private boolean leave(PooledSession session) {
        boolean left = ledger.remove(session);
        endIfDrained();
        return left;
    }

    private void endIfDrained() {
        if (ledger.hasEnded()) {
            drained.tryComplete();
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

    private void refill() {
        for (int i = ledger.beginAttempts(); i > 0; i--) {
            open();
        }
        watchFew();
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
        boolean wanted = ledger.opened(session);
        opening.serves(session);
        maintain();
        if (!wanted || client.session().isClosed()) {
            discard(session);
        } else {
            makeAvailable(session);
        }
    }

    private void failed(PgException failure) {
        PoolLedger.Failed failed = ledger.failed(failure);
        failed.refused().forEach(waiter -> waiter.fail(failure));
        endIfDrained();
        vertx.setTimer(failed.pauseMillis(), timer -> {
            ledger.pauseEnded();
            refill();
        });
    }

    /** Begins to look after idle sessions, once there is one. */
    private void maintain() {
        long period = MaintenancePeriod.millis(options);
        if (period == 0 || maintenance.get() != NO_TIMER) {
            return;
        }
        long timer = vertx.setPeriodic(period, fired -> sweep());
        if (!maintenance.compareAndSet(NO_TIMER, timer)) {
            vertx.cancelTimer(timer);
        } else if (ledger.isClosed()) {
            stopMaintenance();
        }
    }

    private void stopMaintenance() {
        vertx.cancelTimer(maintenance.getAndSet(NO_TIMER));
    }

    /** Closes what has been idle for too long or is too old; tops up to the minimum. */
    private void sweep() {
        ledger.takeWorn().forEach(this::discard);
        refill();
    }

    /** Closes all idle sessions; borrowed ones go on. */
    Future<Void> clear() {
        return evictIdle();
    }

    private Future<Void> evictIdle() {
        List<Future<Void>> ends = new ArrayList<>();
        for (PooledSession session : ledger.takeIdle()) {
            ends.add(session.client().session().ended());
            discard(session);
        }
        return Future.all(List.copyOf(ends)).mapEmpty();
    }

    /** Refuses new work and ends when all borrowed sessions are back; with {@code now}, closes those too. */
    Future<Void> close(boolean now) {
        PoolLedger.Closing closing = ledger.close();
        stopMaintenance();
        closing.refused()
                .forEach(waiter -> waiter.fail(new InterfaceException("the pool was closed while waiting for a connection")));
        evictIdle();
        if (now) {
            closing.sessions().forEach(this::discard);
        }
        endIfDrained();
        return drained.future();
    }

    boolean isClosed() {
        return ledger.isClosed();
    }

    PoolStatistics statistics() {
        return ledger.statistics();
    }
}
