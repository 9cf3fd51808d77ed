package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.runtime.driver.connection.Backoff;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ChangeAssembler;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.TypedRows;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Keeps a stream running: connects, prepares, reads, and does so again after a loss, until it is stopped or meets what only
 * somebody else can change.
 * <p>
 * Each attempt has a number; what a former attempt reports late is dropped. State changes are made under this object's lock,
 * and told to others outside of it.
 */
final class StreamLifecycle implements StreamReader.Events, StreamOutbox.Owner {

    private static final Logger LOG = Logger.getLogger(ManagedStream.class);

    private final ReplicationStreamOptions settings;
    private final ReplicationConnector connector;
    private final PositionTracker tracker;
    private final Clock clock;
    private final StreamOutbox outbox;
    private final Backoff backoff;
    private final ChangeAssembler assembler;
    private final StreamCalls starters = new StreamCalls();
    private final StreamCalls stoppers = new StreamCalls();
    private volatile ReplicationState state = ReplicationState.STOPPED;
    private volatile Throwable failure;
    private volatile StreamReader reader;
    private volatile TypeRegistry types = TypeRegistry.builtin();
    private int attempt;
    private boolean seenBefore;

    StreamLifecycle(ReplicationStreamOptions settings, ReplicationConnector connector, PositionTracker tracker, Clock clock) {
        this.settings = settings;
        this.connector = connector;
        this.tracker = tracker;
        this.clock = clock;
        this.outbox = new StreamOutbox(this, settings.bufferBytes());
        this.backoff = new Backoff(settings.retryFirst(), settings.retryLargest(),
                () -> ThreadLocalRandom.current().nextDouble());
        this.assembler = new ChangeAssembler(new TypedRows(() -> types), this::assembled);
    }

    private void assembled(Change change) {
        reader.change(change);
    }

    StreamOutbox outbox() {
        return outbox;
    }

    ReplicationState state() {
        return state;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void subscribed() {
        begin();
    }

    @Override
    public void cancelled() {
        stop().subscribe().with(done -> {
        }, Infrastructure::handleDroppedException);
    }

    @Override
    public void drained() {
        StreamReader current = reader;
        if (current != null) {
            current.drained();
        }
    }

    @Override
    public void acknowledged(Lsn end) {
        tell(tracker.acknowledge(end));
    }

    /** Everything that ends there or before is acknowledged. */
    void acknowledgedThrough(Lsn endPosition) {
        tell(tracker.acknowledgeThrough(endPosition));
    }

    private void tell(boolean moved) {
        StreamReader current = reader;
        if (moved && current != null) {
            current.acknowledged();
        }
    }

    /** Starts it where it is stopped or failed; completes when the server streams. */
    Uni<Void> start() {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                if (state == ReplicationState.STREAMING || state == ReplicationState.PAUSED) {
                    emitter.complete(null);
                    return;
                }
                starters.add(emitter);
            }
            begin();
        });
    }

    private void begin() {
        int number;
        synchronized (this) {
            if (state != ReplicationState.STOPPED && state != ReplicationState.FAILED || reader != null) {
                return;
            }
            // what a former consumer left behind comes again
            tracker.restart();
            outbox.open();
            backoff.succeeded();
            number = ++attempt;
        }
        connect(number);
    }

    private void connect(int number) {
        if (!enter(number, ReplicationState.CONNECTING, null)) {
            return;
        }
        connector.connect().subscribe().with(connection -> prepare(number, connection),
                cause -> failed(number, StreamFailure.toConnect(cause, settings.name())));
    }

    private void prepare(int number, DriverReplicationConnection connection) {
        boolean again;
        synchronized (this) {
            if (number != attempt) {
                close(connection);
                return;
            }
            again = seenBefore;
        }
        new SlotPreparation(connection, settings, again).prepare()
                .call(() -> StreamTypes.describe(connection)).subscribe().with(
                        position -> read(number, connection, position), cause -> {
                            close(connection);
                            failed(number, cause);
                        });
    }

    private void read(int number, DriverReplicationConnection connection, Lsn position) {
        boolean missed;
        StreamReader next;
        synchronized (this) {
            if (number != attempt) {
                close(connection);
                return;
            }
            missed = seenBefore && settings.policy() == SlotPolicy.TEMPORARY;
            tracker.startAt(position);
            types = connection.types();
            PgOutputOptions options = PgOutputOptions.of(settings.publications(), settings.options(),
                    connection.serverVersion());
            StartOptions start = new StartOptions(connection.type(), Optional.of(settings.slot()), tracker.confirmed(),
                    OptionalLong.empty(), options.options(), settings.statusInterval());
            next = new StreamReader(connection, ReplicationCommand.start(start), timeouts(), tracker,
                    options.decoder(), assembler, outbox, clock, new StreamTypes(connector), this);
            reader = next;
        }
        if (missed) {
            slotLost("the temporary slot ended with the lost connection: changes in between are missed");
        }
        next.start(connector.timeouts().command());
    }

    private ReplicationTimeouts timeouts() {
        ReplicationTimeouts general = connector.timeouts();
        Duration interval = settings.statusInterval();
        Duration silence = general.silence().compareTo(interval) < 0 ? interval.multipliedBy(2) : general.silence();
        return new ReplicationTimeouts(general.command(), interval, silence);
    }

    @Override
    public void started(StreamReader which) {
        int number;
        synchronized (this) {
            if (which != reader) {
                return;
            }
            number = attempt;
            seenBefore = true;
            backoff.succeeded();
        }
        enter(number, outbox.isPaused() ? ReplicationState.PAUSED : ReplicationState.STREAMING, null);
        new Heartbeat(settings.name(), connector, settings.heartbeatInterval(), () -> reader == which).begin();
        starters.take().complete();
    }

    @Override
    public void ended(StreamReader which, PgException failureOrNull) {
        boolean stopping;
        int number;
        synchronized (this) {
            if (which != reader) {
                return;
            }
            reader = null;
            stopping = !stoppers.isEmpty();
            number = attempt;
        }
        DriverReplicationConnection connection = which.connection();
        if (stopping) {
            Uni<Void> last = settings.policy() == SlotPolicy.DROP_ON_STOP && failureOrNull == null
                    ? connection.dropSlot(settings.slot(), false)
                    : Uni.createFrom().voidItem();
            last.onFailure().recoverWithNull().chain(connection::close).subscribe().with(done -> stopped(),
                    cause -> stopped());
            return;
        }
        close(connection);
        failed(number, failureOrNull == null ? new OperationalException("the server has ended the replication stream")
                : failureOrNull);
    }

    private void failed(int number, Throwable cause) {
        switch (StreamFailure.of(cause)) {
            case RETRY:
                if (enter(number, ReplicationState.RETRYING, cause)) {
                    later(number, backoff.next());
                }
                break;
            case SLOT_IN_USE:
                if (enter(number, ReplicationState.WAITING, cause)) {
                    later(number, settings.slotInUse());
                }
                break;
            case SLOT_LOST:
                fail(number, cause, () -> slotLost(String.valueOf(cause.getMessage())));
                break;
            case FINAL:
                fail(number, cause, () -> {
                });
                break;
        }
    }

    private void later(int number, Duration delay) {
        Infrastructure.getDefaultWorkerPool().schedule(() -> connect(number), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void slotLost(String reason) {
        settings.onSlotLost().accept(new SlotLost(settings.name(), settings.slot(), reason));
    }

    private void fail(int number, Throwable cause, Runnable event) {
        if (enter(number, ReplicationState.FAILED, cause)) {
            event.run();
            starters.take().fail(cause);
            outbox.end(cause);
        }
    }

    private boolean enter(int number, ReplicationState next, Throwable cause) {
        synchronized (this) {
            if (number != attempt) {
                return false;
            }
            state = next;
            failure = cause;
        }
        log(next, cause);
        return true;
    }

    private void log(ReplicationState next, Throwable cause) {
        Logger.Level level = switch (next) {
            case FAILED -> Logger.Level.ERROR;
            case RETRYING -> Logger.Level.WARN;
            case STOPPED, CONNECTING, WAITING, STREAMING, PAUSED -> Logger.Level.DEBUG;
        };
        LOG.logf(level, "replication stream \"%s\": %s%s", settings.name(), next,
                cause == null ? "" : ": " + cause.getMessage());
    }

    /** Tells the server what was acknowledged, and ends the connection. */
    Uni<Void> stop() {
        return Uni.createFrom().emitter(emitter -> {
            StreamReader current;
            synchronized (this) {
                if (state == ReplicationState.STOPPED) {
                    emitter.complete(null);
                    return;
                }
                stoppers.add(emitter);
                current = reader;
                attempt++;
            }
            if (current == null) {
                stopped();
            } else {
                current.stop();
            }
        });
    }

    private void stopped() {
        StreamCalls waiting;
        StreamCalls disappointed;
        synchronized (this) {
            state = ReplicationState.STOPPED;
            failure = null;
            waiting = stoppers.take();
            disappointed = starters.take();
        }
        log(ReplicationState.STOPPED, null);
        outbox.end(null);
        waiting.complete();
        disappointed.fail(new OperationalException("the replication stream was stopped"));
    }

    void pause() {
        outbox.pause(true);
        exchange(ReplicationState.STREAMING, ReplicationState.PAUSED);
    }

    void resume() {
        outbox.pause(false);
        exchange(ReplicationState.PAUSED, ReplicationState.STREAMING);
    }

    private void exchange(ReplicationState from, ReplicationState to) {
        synchronized (this) {
            if (state != from) {
                return;
            }
            state = to;
        }
        log(to, null);
    }

    private static void close(DriverReplicationConnection connection) {
        connection.close().subscribe().with(done -> {
        }, Infrastructure::handleDroppedException);
    }
}
