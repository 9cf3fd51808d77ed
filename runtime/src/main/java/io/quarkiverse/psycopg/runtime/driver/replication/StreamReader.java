package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ChangeAssembler;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.PgOutputDecoder;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Uni;

/**
 * One connection's part of a managed stream: decodes what comes, tracks positions, fills the outbox, and reads no faster than
 * that is emptied. On the session's event loop, except where said otherwise.
 */
final class StreamReader implements WalStream.Owner, TypeGate.Owner {

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
    private final TypeGate gate;
    /** Why this side has ended the connection; null where it has not. */
    private PgException reason;
    private boolean skipping;
    private boolean statusScheduled;
    private boolean stopping;
    private int dataLength;

    /** @param types asks the catalog for types that are not known, or no longer as they were described */
    StreamReader(DriverReplicationConnection connection, String command, ReplicationTimeouts timeouts, PositionTracker tracker,
            PgOutputDecoder decoder, ChangeAssembler assembler, StreamOutbox outbox, Clock clock,
            Function<List<Integer>, Uni<Void>> types, Events events) {
        this.connection = connection;
        this.tracker = tracker;
        this.decoder = decoder;
        this.assembler = assembler;
        this.outbox = outbox;
        this.clock = clock;
        this.events = events;
        this.loop = Loop.of(connection.session().context());
        this.gate = new TypeGate(connection.types(), types, loop, this);
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
        loop.run(() -> {
            if (!gate.isWaiting()) {
                stream.resume();
            }
        });
    }

    @Override
    public void started() {
        events.started(this);
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        long position = LogData.dataStart(array, offset);
        tracker.data(position, LogData.walEnd(array, offset));
        int message = offset + LogData.HEADER;
        dataLength = length - LogData.HEADER;
        if (!decoder.insert(array, message, dataLength, position, assembler)) {
            assembler.accept(decoder.decode(array, message, dataLength), Lsn.of(position));
        }
    }

    /** Takes what the assembler has made of the present message. */
    void change(Change change) {
        gate.offer(change, dataLength);
    }

    @Override
    public void passed(Change change, int length) {
        if (change instanceof LogicalMessage message && Heartbeat.is(message)) {
            tracker.keepalive(Ends.of(change).orElseThrow());
            return;
        }
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
            outbox.add(change, length);
        }
    }

    @Override
    public void waits() {
        stream.pause();
    }

    @Override
    public void goesOn() {
        stream.resume();
        readEnded();
    }

    /** Where the catalog could not be asked, the connection is made anew. */
    @Override
    public void failed(Throwable cause) {
        abort(new OperationalException("the types of changes could not be looked up: " + cause.getMessage(), cause));
    }

    private void abort(PgException why) {
        reason = why;
        connection.session().abort();
    }

    @Override
    public void keepalive(StreamMessage.Keepalive keepalive) {
        // behind what is held back nothing is confirmed
        if (!gate.isWaiting()) {
            tracker.keepalive(keepalive.walEnd());
        }
    }

    @Override
    public void readEnded() {
        outbox.flush();
        if (gate.isWaiting() || outbox.blocks()) {
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
        gate.close();
        outbox.flush();
        tracker.connectionLost();
        assembler.connectionLost();
        events.ended(this, reason != null ? reason : failureOrNull);
    }
}
