package io.quarkiverse.psycopg.runtime.driver.notification;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.SimpleQuery;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/**
 * One connection of a {@link ChannelListener}, from the attempt to open it to its end, and the {@link Watch} over it. On the
 * listener's event loop only.
 */
final class ListenerLink implements SessionListener {

    private static final Loop.Timer NONE = () -> {
    };

    private final ChannelListener listener;
    private final Loop loop;
    private final Duration interval;
    private final Watch watch = new Watch();
    private Session session;
    private boolean over;
    private Loop.Timer timer = NONE;

    /** @param interval of the probes, zero for none */
    ListenerLink(ChannelListener listener, Loop loop, Duration interval) {
        this.listener = listener;
        this.loop = loop;
        this.interval = interval;
    }

    /** The attempt to open it has ended. */
    void opened(AsyncResult<Session> attempt) {
        loop.run(() -> {
            if (attempt.failed()) {
                lost(attempt.cause());
            } else if (over) {
                attempt.result().close();
            } else {
                session = attempt.result();
                nextTick();
                listener.opened(this);
            }
        });
    }

    @Override
    public void notification(int pid, String channel, String payload) {
        listener.received(this, pid, channel, payload);
    }

    @Override
    public void notificationsEnded() {
        watch.heard();
        listener.handOver();
    }

    @Override
    public void closed(PgException reason) {
        // before it was open, the attempt itself fails
        if (session != null) {
            lost(reason);
        }
    }

    private void lost(Throwable cause) {
        if (!over) {
            listener.failed(this, cause);
        }
    }

    /** Runs statements; the listener is told of their success, their failure is the link's. */
    void execute(String sql) {
        submit(sql, results -> listener.executed(this), this::lost);
    }

    private void probe() {
        submit(ServerQueue.USAGE, results -> listener.answered(this, results.get(0).rows().get(0).getDouble(0)), failure -> {
            // a refusal is an answer too
            if (failure.isConnectionLost() || failure.sqlState().isEmpty()) {
                lost(failure);
            }
        });
    }

    private void submit(String sql, Consumer<List<ResultSet>> done, Consumer<PgException> failed) {
        watch.asked();
        session.submit(new SimpleQuery(sql, TypeRegistry.builtin(), true, new Completion<List<ResultSet>>() {
            @Override
            public void completed(List<ResultSet> results) {
                watch.answered();
                if (!over) {
                    done.accept(results);
                }
            }

            @Override
            public void failed(PgException failure) {
                watch.answered();
                failed.accept(failure);
            }
        }));
    }

    private void nextTick() {
        if (!interval.isZero()) {
            timer = loop.schedule(this::tick, interval.toNanos());
        }
    }

    private void tick() {
        if (over) {
            return;
        }
        switch (watch.tick()) {
            case WAIT -> nextTick();
            case PROBE -> {
                probe();
                nextTick();
            }
            case LOST -> lost(new OperationalException("nothing came from the server within " + interval.toMillis() + " ms"));
        }
    }

    /** Reads nothing more until {@link #resume}. */
    void pause() {
        if (session != null && !watch.isPaused()) {
            watch.paused(true);
            session.pauseReading();
        }
    }

    void resume() {
        if (watch.isPaused()) {
            watch.paused(false);
            session.resumeReading();
        }
    }

    /** Completes when the connection has ended. */
    Future<Void> ended() {
        return session == null ? Future.succeededFuture() : session.ended();
    }

    /** Ends it, in order or at once; nothing is told after it. */
    void giveUp(boolean inOrder) {
        over = true;
        timer.cancel();
        if (session != null) {
            resume();
            if (inOrder) {
                session.close();
            } else {
                session.abort();
            }
        }
    }
}
