package io.quarkiverse.psycopg.runtime.driver.replication;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.CreatedSlot;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationCursor;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.SlotPosition;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.replication.SystemIdentity;
import io.quarkiverse.psycopg.replication.TimelineHistory;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SubmittedUni;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.SimpleQuery;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * A connection to a walsender over a session that was started with the parameter {@code replication}.
 */
public final class DriverReplicationConnection implements ReplicationConnection {

    private final Session session;
    private final TypeRegistry types;
    private final ReplicationType type;
    private final int serverVersion;
    private final ReplicationTimeouts timeouts;
    private final AtomicBoolean streaming = new AtomicBoolean();

    /**
     * @param types the session's registry
     * @param type what the session was started as
     */
    public DriverReplicationConnection(Session session, TypeRegistry types, ReplicationType type, int serverVersion,
            ReplicationTimeouts timeouts) {
        this.session = session;
        this.types = types;
        this.type = type;
        this.serverVersion = serverVersion;
        this.timeouts = timeouts;
    }

    Session session() {
        return session;
    }

    TypeRegistry types() {
        return types;
    }

    @Override
    public ReplicationType type() {
        return type;
    }

    @Override
    public int serverVersion() {
        return serverVersion;
    }

    @Override
    public Uni<SystemIdentity> identifySystem() {
        return one(() -> ReplicationCommand.IDENTIFY_SYSTEM,
                row -> new SystemIdentity(row.getString(0), Long.parseLong(row.getString(1)), Lsn.parse(row.getString(2)),
                        Optional.ofNullable(row.getString(3))));
    }

    @Override
    public Uni<CreatedSlot> createSlot(SlotOptions options) {
        return one(() -> ReplicationCommand.createSlot(options, serverVersion),
                row -> new CreatedSlot(row.getString(0), Lsn.parse(row.getString(1)), Optional.ofNullable(row.getString(2)),
                        Optional.ofNullable(row.getString(3))));
    }

    @Override
    public Uni<Void> alterSlot(String name, Optional<Boolean> failover, Optional<Boolean> twoPhase) {
        return run(() -> ReplicationCommand.alterSlot(name, failover, twoPhase, serverVersion), results -> null);
    }

    @Override
    public Uni<Optional<SlotPosition>> readSlot(String name) {
        return one(() -> ReplicationCommand.readSlot(name, serverVersion), row -> {
            if (row.isNull(0)) {
                return Optional.empty();
            }
            Lsn restart = row.isNull(1) ? Lsn.INVALID : Lsn.parse(row.getString(1));
            return Optional.of(new SlotPosition(restart, row.isNull(2) ? 0 : Long.parseLong(row.getString(2))));
        });
    }

    @Override
    public Uni<Void> dropSlot(String name, boolean wait) {
        return run(() -> ReplicationCommand.dropSlot(name, wait, serverVersion), results -> null);
    }

    @Override
    public Uni<TimelineHistory> timelineHistory(long timeline) {
        return one(() -> ReplicationCommand.timelineHistory(timeline),
                row -> new TimelineHistory(row.getString(0), Buffer.buffer(bytes(row))));
    }

    /** The column is announced as text before PostgreSQL 15 and as bytea since, but its bytes are sent as they are. */
    private static byte[] bytes(Row row) {
        return row.getString(1).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Uni<ReplicationCursor> startReplication(StartOptions options) {
        return start(() -> {
            if (options.type() == ReplicationType.LOGICAL && type == ReplicationType.PHYSICAL) {
                throw new ProgrammingException("logical replication needs a connection to a database:"
                        + " open it as ReplicationType.LOGICAL");
            }
            return ReplicationCommand.start(options);
        }, options.statusInterval());
    }

    @Override
    public Uni<ReplicationCursor> startReplicationExpert(String command) {
        return start(() -> {
            if (!command.regionMatches(true, 0, "START_REPLICATION", 0, "START_REPLICATION".length())) {
                throw new ProgrammingException("expected a START_REPLICATION command");
            }
            return command;
        }, timeouts.statusInterval());
    }

    private Uni<ReplicationCursor> start(Supplier<String> command, Duration statusInterval) {
        return Uni.createFrom().deferred(() -> {
            String sql = command.get();
            if (!streaming.compareAndSet(false, true)) {
                throw streams();
            }
            return new DriverReplicationCursor(session, Clock.systemUTC(), sql, statusInterval, timeouts.silence(),
                    () -> streaming.set(false)).start(timeouts.command());
        });
    }

    @Override
    public Uni<List<List<Optional<String>>>> query(String sql) {
        return run(() -> sql, results -> {
            List<List<Optional<String>>> rows = new ArrayList<>();
            results.forEach(result -> result.rows().forEach(row -> rows.add(texts(row))));
            return rows;
        });
    }

    /** Runs SQL and gives its rows as they are. */
    Uni<List<ResultSet>> results(String sql) {
        return run(() -> sql, results -> results);
    }

    private static List<Optional<String>> texts(Row row) {
        List<Optional<String>> texts = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            texts.add(Optional.ofNullable(row.getString(i)));
        }
        return texts;
    }

    private <T> Uni<T> one(Supplier<String> command, Function<Row, T> mapping) {
        return run(command, results -> {
            if (results.isEmpty() || results.get(0).rows().isEmpty()) {
                throw new OperationalException("expected a row in answer to a replication command, got none");
            }
            return mapping.apply(results.get(0).rows().get(0));
        });
    }

    private <T> Uni<T> run(Supplier<String> command, Function<List<ResultSet>, T> mapping) {
        return new SubmittedUni<List<ResultSet>, T>(session, timeouts.command().toNanos(), completion -> {
            String sql = command.get();
            if (streaming.get()) {
                throw streams();
            }
            return new SimpleQuery(sql, types, true, completion);
        }, mapping);
    }

    private static ProgrammingException streams() {
        return new ProgrammingException("the connection streams: stop the stream first, or use another connection");
    }

    @Override
    public boolean isClosed() {
        return session.isClosed();
    }

    @Override
    public Uni<Void> close() {
        return Uni.createFrom().emitter(emitter -> session.close().onComplete(done -> emitter.complete(null)));
    }
}
