package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ChangeAssembler;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.PgOutputDecoder;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * One connection's part of a managed stream: decodes what comes, tracks positions, fills the outbox, and reads no faster than
 * that is
 * emptied. On the session's event loop, except where said otherwise.
 */
final class StreamReader implements WalStream.Owner {

    /** Acknowledgements are told to the server at most this often: one message for many. */
    private static final long STATUS_NANOS = Duration.ofMillis(50).toNanos();

    /** What the managed stream is told. Called on the session's event loop. */
    interface Events {
        void started(StreamReader reader);

        void ended(StreamReader reader, PgException failureOrNull);
    }

    private final DriverReplicationConnection connection;
    private final PositionTracker tracker;
    private final PgOutputDecoder decoder;
    private final ChangeAssembler assembler;
    private final StreamOutbox outbox;
    private final Clock clock;
    private final Events events;
    private final Loop loop;
    private final WalStream stream;
    private boolean skipping;
    private boolean statusScheduled;
    private boolean stopping;
    private int dataLength;

    StreamReader(DriverReplicationConnection connection, String command, ReplicationTimeouts timeouts, PositionTracker tracker,
            PgOutputDecoder decoder, ChangeAssembler assembler, StreamOutbox outbox, Clock clock, Events events) {
        this.connection = connection;
        this.tracker = tracker;
        this.decoder = decoder;
        this.assembler = assembler;
        this.outbox = outbox;
        this.clock = clock;
        this.events = events;
        this.loop = Loop.of(connection.session().context());
        this.stream = new WalStream(connection.session(), command, timeouts.statusInterval(), timeouts.silence(), this);
    }

    DriverReplicationConnection connection() {
        return connection;
    }

    /** Any thread. */
    void start(Duration timeout) {
        stream.start(timeout);
    }

    /** Tells the last positions and ends; any thread. {@link Events#ended} follows in any case. */
    void stop() {
        loop.run(() -> {
            if (stopping) {
                // closing now would cancel the walsender before it has read the last positions
                return;
            }
            stopping = true;
            if (stream.isActive()) {
                stream.stop();
            } else {
                connection.session().close();
            }
        });
    }

    /** Something was acknowledged; any thread. */
    void acknowledged() {
        loop.run(() -> {
            if (!statusScheduled) {
                statusScheduled = true;
                loop.schedule(this::tell, STATUS_NANOS);
            }
        });
    }

    private void tell() {
        statusScheduled = false;
        stream.sendStatus(false);
    }

    /** There is room again; any thread. */
    void drained() {
        loop.run(stream::resume);
    }

    @Override
    public void started() {
        events.started(this);
    }

    @Override
    public void data(StreamMessage.XLogData data) {
        tracker.data(data.dataStart(), data.walEnd());
        dataLength = data.length();
        assembler.accept(decoder.decode(data.array(), data.offset(), data.length()), data.dataStart());
    }

    /** Takes what the assembler has made of the present message. */
    void change(Change change) {
        if (change instanceof TransactionBegin begin) {
            tracker.begin();
            skipping = tracker.wasHandedOver(begin.info().commitPosition());
        }
        Lsn end = Ends.of(change).orElse(null);
        boolean wanted = end == null ? !skipping : tracker.end(end);
        if (end != null && !Ends.standsAlone(change)) {
            skipping = false;
        }
        if (wanted) {
            outbox.add(change, dataLength);
        }
    }

    @Override
    public void keepalive(StreamMessage.Keepalive keepalive) {
        tracker.keepalive(keepalive.walEnd());
    }

    @Override
    public void readEnded() {
        outbox.schedule();
        if (outbox.blocks()) {
            stream.pause();
        }
    }

    @Override
    public StreamMessage.StatusUpdate status(boolean replyRequested) {
        Lsn confirmed = tracker.confirmed();
        return new StreamMessage.StatusUpdate(tracker.positions().received().max(confirmed), confirmed, confirmed,
                clock.instant(),
                replyRequested);
    }

    @Override
    public void ended(PgException failureOrNull) {
        tracker.connectionLost();
        assembler.connectionLost();
        events.ended(this, failureOrNull);
    }
}
