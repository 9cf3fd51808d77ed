package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ReplicationPositions;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.replication.SlotStatus;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.runtime.driver.connection.Backoff;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ChangeAssembler;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.TypedRows;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * A stream that is kept running: connects, prepares, reads, and does so again after a loss, until it is stopped or meets what
 * only
 * somebody else can change.
 * <p>
 * Each attempt has a number; what a former attempt reports late is dropped. State changes are made under this object's lock,
 * and
 * told to others outside of it.
 */
public final class ManagedStream implements ReplicationStream, StreamReader.Events, StreamOutbox.Owner {

    private static final Logger LOG = Logger.getLogger(ManagedStream.class);

    private final ReplicationStreamOptions settings;
    private final ReplicationConnector connector;
    private final Clock clock = Clock.systemUTC();
    private final PositionTracker tracker = new PositionTracker(clock);
    private final StreamOutbox outbox;
    private final Backoff backoff;
    private final ChangeAssembler assembler;
    private final List<UniEmitter<? super Void>> starters = new ArrayList<>();
    private final List<UniEmitter<? super Void>> stoppers = new ArrayList<>();
    private volatile ReplicationState state = ReplicationState.STOPPED;
    private volatile Throwable failure;
    private volatile StreamReader reader;
    private volatile TypeRegistry types = TypeRegistry.builtin();
    private int attempt;
    private boolean seenBefore;

    /**
     * A stream that does nothing before it is started or subscribed to.
     *
     * @param connector opens logical replication connections
     */
    public ManagedStream(ReplicationStreamOptions settings, ReplicationConnector connector) {
        this.settings = settings;
        this.connector = connector;
        this.outbox = new StreamOutbox(this, settings.bufferBytes());
        this.backoff = new Backoff(settings.retryFirst(), settings.retryLargest(),
                () -> ThreadLocalRandom.current().nextDouble());
        this.assembler = new ChangeAssembler(new TypedRows(() -> types), this::assembled);
    }

    private void assembled(Change change) {
        reader.change(change);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String slot() {
        return settings.slot();
    }

    @Override
    public Multi<ChangeTransaction> transactions() {
        return outbox.transactions();
    }

    @Override
    public Multi<Change> changes() {
        return outbox.changes();
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

    @Override
    public void acknowledge(Lsn endPosition) {
        tell(tracker.acknowledgeThrough(endPosition));
    }

    private void tell(boolean moved) {
        StreamReader current = reader;
        if (moved && current != null) {
            current.acknowledged();
        }
    }

    @Override
    public Uni<Void> start() {
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
            outbox.clear();
            backoff.succeeded();
            number = ++attempt;
        }
        connect(number);
    }

    private void connect(int number) {
        if (!enter(number, ReplicationState.CONNECTING, null)) {
            return;
        }
        connector.connect().subscribe().with(connection -> prepare(number, connection), cause -> failed(number, cause));
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
            settings.onSlotLost().accept(new SlotLost(settings.name(), settings.slot(),
                    "the temporary slot ended with the lost connection: changes in between are missed"));
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
        List<UniEmitter<? super Void>> waiting;
        int number;
        synchronized (this) {
            if (which != reader) {
                return;
            }
            number = attempt;
            seenBefore = true;
            backoff.succeeded();
            waiting = List.copyOf(starters);
            starters.clear();
        }
        enter(number, outbox.isPaused() ? ReplicationState.PAUSED : ReplicationState.STREAMING, null);
        new Heartbeat(settings.name(), connector, settings.heartbeatInterval(), () -> reader == which).begin();
        waiting.forEach(starter -> starter.complete(null));
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
                fail(number, cause, () -> settings.onSlotLost()
                        .accept(new SlotLost(settings.name(), settings.slot(), String.valueOf(cause.getMessage()))));
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

    private void fail(int number, Throwable cause, Runnable event) {
        if (!enter(number, ReplicationState.FAILED, cause)) {
            return;
        }
        event.run();
        List<UniEmitter<? super Void>> waiting;
        synchronized (this) {
            waiting = List.copyOf(starters);
            starters.clear();
        }
        waiting.forEach(starter -> starter.fail(cause));
        outbox.end(cause);
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

    @Override
    public Uni<Void> stop() {
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
        List<UniEmitter<? super Void>> waiting;
        List<UniEmitter<? super Void>> disappointed;
        synchronized (this) {
            state = ReplicationState.STOPPED;
            failure = null;
            waiting = List.copyOf(stoppers);
            stoppers.clear();
            disappointed = List.copyOf(starters);
            starters.clear();
        }
        log(ReplicationState.STOPPED, null);
        outbox.end(null);
        waiting.forEach(stopper -> stopper.complete(null));
        disappointed.forEach(starter -> starter.fail(new OperationalException("the replication stream was stopped")));
    }

    @Override
    public void pause() {
        outbox.pause(true);
        exchange(ReplicationState.STREAMING, ReplicationState.PAUSED);
    }

    @Override
    public void resume() {
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

    @Override
    public ReplicationState state() {
        return state;
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public ReplicationPositions positions() {
        return tracker.positions();
    }

    @Override
    public Uni<Optional<SlotStatus>> slotStatus() {
        return Uni.createFrom().deferred(() -> SlotQuery.ask(connector, settings.slot()));
    }

    @Override
    public Duration lag() {
        return tracker.lag();
    }

    private static void close(DriverReplicationConnection connection) {
        connection.close().subscribe().with(done -> {
        }, Infrastructure::handleDroppedException);
    }
}
