package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Duration;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.exchange.CopyBoth;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * One run of START_REPLICATION on a session. It tells the server of the positions on a timer, whether anybody reads or not, and
 * at once when the server asks; it gives up a server that stays silent although it was asked.
 * <p>
 * On the session's event loop, except where said otherwise.
 */
final class WalStream implements CopyBoth.Consumer {

    /** What the owner of a stream does. Called on the session's event loop. */
    interface Owner {

        /** The server has agreed. */
        void started();

        /** Log data has come: a message whose parts {@link LogData} finds. Its array is only to be read. */
        void data(byte[] array, int offset, int length);

        /** A keepalive has come; it is answered after this, if it asks for that. */
        void keepalive(StreamMessage.Keepalive keepalive);

        /** All data of one read from the socket has been handed over. */
        default void readEnded() {
        }

        /** The positions that the server is to be told. */
        StreamMessage.StatusUpdate status(boolean replyRequested);

        /** It has ended in order, or failed. Told once. */
        void ended(PgException failureOrNull);
    }

    /** How long the server may take to end the stream after this side has. */
    private static final long STOP_NANOS = Duration.ofSeconds(5).toNanos();

    private final Session session;
    private final Loop loop;
    private final Owner owner;
    private final CopyBoth exchange;
    private final long statusNanos;
    private final long silenceNanos;
    private final WireWriter content = new WireWriter();
    private Loop.Timer timer;
    private final ReadGathering gathering = new ReadGathering();
    private long lastHeard;
    /** By the owner. */
    private boolean paused;
    /** For a moment, so that more is read at once. */
    private boolean gathers;
    private int messages;
    private int bytes;
    private boolean silent;
    private boolean ended;

    /**
     * @param statusInterval how often the positions are told
     * @param longestSilence after half of it the server is asked for a sign of life, after all of it the session is given up
     */
    WalStream(Session session, String command, Duration statusInterval, Duration longestSilence, Owner owner) {
        this.session = session;
        this.loop = Loop.of(session.context());
        this.owner = owner;
        this.statusNanos = statusInterval.toNanos();
        this.silenceNanos = longestSilence.toNanos();
        this.exchange = new CopyBoth(command, this);
    }

    /** Sends the command. Any thread. */
    void start(Duration timeout) {
        exchange.endsBy(System.nanoTime() + timeout.toNanos());
        session.submit(exchange);
    }

    /** The caller does not want it any more before it has begun. Any thread. */
    void cancel() {
        session.cancel(exchange);
    }

    /** Tells the server the positions now. */
    void sendStatus(boolean replyRequested) {
        if (exchange.isCopying()) {
            queueStatus(replyRequested);
            session.wake(exchange);
        }
    }

    private void queueStatus(boolean replyRequested) {
        content.reset();
        owner.status(replyRequested).write(content);
        exchange.send(Bytes.wrap(content.toByteArray()));
    }

    /** Tells the positions a last time and ends this side; {@link Owner#ended} follows. */
    void stop() {
        if (exchange.isCopying()) {
            queueStatus(false);
            exchange.finish();
            session.wake(exchange);
            resume();
            gathered();
            loop.schedule(this::giveUp, STOP_NANOS);
        }
    }

    private void giveUp() {
        if (!ended) {
            session.abort();
        }
    }

    /** Stops reading from the socket; the server is still told the positions. */
    void pause() {
        if (!paused && !ended) {
            paused = true;
            session.pauseReading();
        }
    }

    /** Reads on. */
    void resume() {
        if (paused) {
            paused = false;
            lastHeard = System.nanoTime();
            if (!gathers) {
                session.resumeReading();
            }
        }
    }

    private void gather() {
        gathers = true;
        session.pauseReading();
        loop.schedule(this::gathered, ReadGathering.PAUSE_NANOS);
    }

    private void gathered() {
        if (gathers) {
            gathers = false;
            if (!paused) {
                session.resumeReading();
            }
        }
    }

    boolean isActive() {
        return exchange.isCopying();
    }

    @Override
    public void started() {
        lastHeard = System.nanoTime();
        owner.started();
        timer = loop.schedule(this::tick, statusNanos);
    }

    private void tick() {
        if (ended) {
            return;
        }
        long silence = paused ? 0 : System.nanoTime() - lastHeard;
        if (silence > silenceNanos) {
            silent = true;
            session.abort();
            return;
        }
        sendStatus(silence > silenceNanos / 2);
        timer = loop.schedule(this::tick, statusNanos);
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        messages++;
        bytes += length;
        if (LogData.is(array, offset, length)) {
            owner.data(array, offset, length);
            return;
        }
        StreamMessage.Keepalive keepalive = StreamMessage.Keepalive.read(array, offset, length);
        owner.keepalive(keepalive);
        if (keepalive.replyRequested() && exchange.isCopying()) {
            queueStatus(false);
        }
    }

    @Override
    public void readEnded() {
        lastHeard = System.nanoTime();
        owner.readEnded();
        if (gathering.pausesAfter(messages, bytes, lastHeard) && exchange.isCopying() && !gathers) {
            gather();
        }
        messages = 0;
        bytes = 0;
    }

    @Override
    public void ended(PgException failureOrNull) {
        ended = true;
        if (timer != null) {
            timer.cancel();
        }
        resume();
        gathered();
        owner.ended(silent ? new OperationalException("the server was silent for more than "
                + Duration.ofNanos(silenceNanos).toSeconds() + " s, although it was asked for a sign of life", failureOrNull)
                : failureOrNull);
    }
}
