package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ChangeAssembler;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.PgOutputDecoder;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.PgOutputMessage;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Uni;

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
    private final Function<List<Integer>, Uni<Void>> types;
    /** What came behind the announcement of a type that is being asked for; null where none is. */
    private Deque<Held> held;
    private boolean ended;
    /** Why this side has ended the connection; null where it has not. */
    private PgException reason;
    private boolean skipping;
    private boolean statusScheduled;
    private boolean stopping;
    private int dataLength;

    private record Held(PgOutputMessage message, Lsn position, int length) {
    }

    /** @param types asks the catalog for types that changes are announced with and that are not known */
    StreamReader(DriverReplicationConnection connection, String command, ReplicationTimeouts timeouts, PositionTracker tracker,
            PgOutputDecoder decoder, ChangeAssembler assembler, StreamOutbox outbox, Clock clock,
            Function<List<Integer>, Uni<Void>> types, Events events) {
        this.connection = connection;
        this.tracker = tracker;
        this.decoder = decoder;
        this.assembler = assembler;
        this.outbox = outbox;
        this.clock = clock;
        this.types = types;
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
        loop.run(() -> {
            if (held == null) {
                stream.resume();
            }
        });
    }

    @Override
    public void started() {
        events.started(this);
    }

    @Override
    public void data(StreamMessage.XLogData data) {
        tracker.data(data.dataStart(), data.walEnd());
        take(new Held(decoder.decode(data.array(), data.offset(), data.length()), data.dataStart(), data.length()));
    }

    private void take(Held message) {
        if (held != null) {
            held.add(message);
            return;
        }
        List<Integer> unknown = unknownTypes(message.message());
        if (unknown.isEmpty()) {
            dataLength = message.length();
            assembler.accept(message.message(), message.position());
            return;
        }
        held = new ArrayDeque<>();
        held.add(message);
        stream.pause();
        types.apply(unknown).subscribe().with(known -> loop.run(() -> learned(null)),
                failure -> loop.run(() -> learned(failure)));
    }

    private List<Integer> unknownTypes(PgOutputMessage message) {
        if (!(message instanceof PgOutputMessage.Relation relation) || connection.types().catalog().isEmpty()) {
            return List.of();
        }
        return relation.table().columns().stream().map(column -> (int) column.typeOid())
                .filter(oid -> !connection.types().isKnown(oid)).distinct().toList();
    }

    /** Goes on with what was held back; where the catalog could not be asked, the connection is made anew. */
    private void learned(Throwable failure) {
        if (ended) {
            return;
        }
        if (failure != null) {
            abort(new OperationalException("the types of changes could not be looked up: " + failure.getMessage(), failure));
            return;
        }
        Deque<Held> waiting = held;
        held = null;
        try {
            waiting.forEach(this::take);
        } catch (ProtocolViolationException e) {
            abort(e);
            return;
        }
        if (held == null) {
            stream.resume();
            readEnded();
        }
    }

    /** Takes what the assembler has made of the present message. */
    void change(Change change) {
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
            outbox.add(change, dataLength);
        }
    }

    private void abort(PgException why) {
        reason = why;
        connection.session().abort();
    }

    @Override
    public void keepalive(StreamMessage.Keepalive keepalive) {
        // behind what is held back nothing is confirmed
        if (held == null) {
            tracker.keepalive(keepalive.walEnd());
        }
    }

    @Override
    public void readEnded() {
        outbox.schedule();
        if (held != null || outbox.blocks()) {
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
        ended = true;
        held = null;
        tracker.connectionLost();
        assembler.connectionLost();
        events.ended(this, reason != null ? reason : failureOrNull);
    }
}
