package io.quarkiverse.psycopg.benchmarks.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgExecutor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.benchmarks.workload.Tables;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** This driver, as it comes. Callers are on an event loop, as those of an application are. */
final class PsycopgClient implements Client {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final Context callers = vertx.getOrCreateContext();
    private final Consumer<Runnable> onLoop = task -> callers.runOnContext(none -> task.run());
    private final PsycopgDriver driver = new PsycopgDriver(vertx);
    private final boolean sharing;
    private final String address;
    private final PgConnection connection;
    private final Sink sink = new Sink();
    private PgPool pool;
    private PgConnection sender;
    private int poolSize;

    /** @param sharing whether statements of several callers share a connection of the pool */
    PsycopgClient(int port, boolean sharing) {
        this.sharing = sharing;
        address = "host=127.0.0.1 port=" + port + " sslmode=disable dbname=" + Tables.DATABASE;
        CompletableFuture<PgConnection> opened = new CompletableFuture<>();
        onLoop.accept(() -> driver.connect(trusted()).subscribe().with(opened::complete, opened::completeExceptionally));
        connection = opened.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private PgConnectOptions trusted() {
        return PgConnectOptions.parse(address + " user=" + Tables.USER);
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws Exception {
        return selectOn(connection, operations, inFlight);
    }

    @Override
    public long selectInTransaction(int operations, int inFlight) throws Exception {
        connection.execute("BEGIN").await().atMost(PATIENCE);
        long rows = selectOn(connection, operations, inFlight);
        connection.execute("COMMIT").await().atMost(PATIENCE);
        return rows;
    }

    private long selectOn(PgExecutor executor, int operations, int inFlight) throws Exception {
        String sql = Tables.SELECT_BY_KEY + "%s";
        return InFlight.run(operations, inFlight, (key, done, failed) -> executor.fetchOne(sql, key)
                .subscribe().with(row -> done.rows(row == null ? 0 : readPoint(row)), failed), onLoop);
    }

    @Override
    public long selectInUnits(int operations, int unit, int atATime) throws Exception {
        String sql = Tables.SELECT_BY_KEY + "%s";
        int units = (operations + unit - 1) / unit;
        return InFlight.run(units, atATime, (first, done, failed) -> connection.pipeline(pipeline -> {
            for (int i = 0; i < unit; i++) {
                pipeline.execute(sql, Tables.key(first + i));
            }
        }).subscribe().with(outcomes -> done.rows(readUnit(outcomes)), failed), onLoop);
    }

    private int readUnit(List<PipelineOutcome> outcomes) {
        int rows = 0;
        for (PipelineOutcome outcome : outcomes) {
            for (Row row : ((PipelineOutcome.Completed) outcome).rows()) {
                rows += readPoint(row);
            }
        }
        return rows;
    }

    @Override
    public long selectOnPool(int operations, int callerCount, int connections) throws Exception {
        if (poolSize != connections) {
            closePool();
            pool = driver.createPool(trusted(), PgPoolOptions.builder().maxSize(connections).sharing(sharing).build());
            poolSize = connections;
        }
        return selectOn(pool, operations, callerCount);
    }

    private int readPoint(Row row) {
        sink.take(row.getLong(0));
        sink.take(row.getString(1));
        sink.take(row.getInstant(2));
        sink.take(row.getBigDecimal(3));
        sink.take(row.getString(4));
        return 1;
    }

    @Override
    public long streamRows(String statement, String end, int rows) throws Exception {
        CompletableFuture<Long> finished = new CompletableFuture<>();
        long[] received = new long[1];
        onLoop.accept(() -> connection.stream(statement + "%s::int8" + end, (long) rows).subscribe().with(row -> {
            received[0]++;
            readWide(row);
        }, finished::completeExceptionally, () -> finished.complete(received[0])));
        return finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public long fetchRows(int rows) throws Exception {
        CompletableFuture<Long> finished = new CompletableFuture<>();
        onLoop.accept(() -> connection.fetchAll(Tables.SELECT_ROWS + "%s::int8", (long) rows).subscribe().with(list -> {
            list.forEach(this::readWide);
            finished.complete((long) list.size());
        }, finished::completeExceptionally));
        return finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void readWide(Row row) {
        sink.take(row.getInt(0));
        sink.take(row.getLong(1));
        sink.take(row.getString(2));
        sink.take(row.getDouble(3));
        sink.take(row.getInstant(4));
    }

    @Override
    public long insertMany(int rows) throws Exception {
        Iterable<Args> entries = () -> IntStream.range(0, rows).mapToObj(i -> Args.of(i, Tables.text(i), i / 7.0)).iterator();
        CompletableFuture<long[]> finished = new CompletableFuture<>();
        onLoop.accept(() -> connection.executeMany(Tables.INSERT + "%s, %s, %s)", entries).subscribe()
                .with(finished::complete, finished::completeExceptionally));
        long stored = 0;
        for (long count : finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS)) {
            stored += count;
        }
        return stored;
    }

    @Override
    public long receive(int notifications) throws Exception {
        return listen(notifications, sender -> sender.execute(Tables.NOTIFY_MANY + notifications + ") g"), 1);
    }

    @Override
    public long pass(int notifications) throws Exception {
        return listen(notifications, sender -> sender.execute(Tables.NOTIFY_ONE), notifications);
    }

    /** Sends by a statement that is run that many times, each when what the former sent has come. */
    private long listen(int notifications, Function<PgConnection, Uni<?>> send, int times) throws Exception {
        if (sender == null) {
            sender = driver.connect(trusted()).await().atMost(PATIENCE);
            connection.listen(Tables.CHANNEL).await().atMost(PATIENCE);
        }
        CompletableFuture<Long> finished = new CompletableFuture<>();
        int each = notifications / times;
        long[] received = new long[1];
        onLoop.accept(() -> {
            Runnable next = () -> send.apply(sender).subscribe().with(sent -> {
            }, finished::completeExceptionally);
            Cancellable subscription = connection.notifications().subscribe().with(notification -> {
                sink.take(notification.payload());
                received[0]++;
                if (received[0] == notifications) {
                    finished.complete(received[0]);
                } else if (received[0] % each == 0) {
                    next.run();
                }
            }, finished::completeExceptionally);
            finished.whenComplete((done, failure) -> subscription.cancel());
            next.run();
        });
        return finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public long drain(int changes, String slot) throws Exception {
        ReplicationStream stream = driver.createReplicationStream(trusted(),
                ReplicationStreamOptions.of(slot, Tables.PUBLICATION, SlotPolicy.REQUIRE)
                        .withOptions(Map.of("binary", "true")));
        CompletableFuture<Long> finished = new CompletableFuture<>();
        long[] decoded = new long[1];
        onLoop.accept(() -> {
            AtomicReference<Cancellable> subscription = new AtomicReference<>();
            subscription.set(stream.changes().subscribe().with(change -> {
                if (change instanceof RowChange.Insert<?> insert) {
                    Row row = (Row) insert.after();
                    sink.take(row.getLong(0));
                    sink.take(row.getString(1));
                    decoded[0]++;
                } else if (change instanceof TransactionCommit commit) {
                    stream.acknowledge(commit.endPosition());
                    if (decoded[0] >= changes) {
                        finished.complete(decoded[0]);
                    }
                }
            }, finished::completeExceptionally));
            finished.whenComplete((done, failure) -> subscription.get().cancel());
        });
        return finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public long connect(int operations) throws Exception {
        PgConnectOptions options = PgConnectOptions.parse(address + " user=" + Tables.SCRAM_USER + " password='"
                + Tables.SCRAM_PASSWORD + "'");
        return InFlight.run(operations, 1, (key, done, failed) -> driver.connect(options)
                .chain(PgConnection::close).subscribe().with(closed -> done.rows(1), failed), onLoop);
    }

    /** The connections of a pool share the keys, where its options say so. */
    @Override
    public long connectAgain(int operations) throws Exception {
        PgConnectOptions options = PgConnectOptions.parse(address + " user=" + Tables.SCRAM_USER + " password='"
                + Tables.SCRAM_PASSWORD + "'").toBuilder().scramKeyCache(true).build();
        PgPool scram = driver.createPool(options, PgPoolOptions.builder().maxSize(1).build());
        try {
            return InFlight.run(operations, 1, (key, done, failed) -> scram.acquire().chain(PgConnection::close)
                    .chain(scram::clear).subscribe().with(closed -> done.rows(1), failed), onLoop);
        } finally {
            scram.close().await().atMost(PATIENCE);
        }
    }

    private void closePool() {
        if (pool != null) {
            pool.close().await().atMost(PATIENCE);
        }
    }

    @Override
    public void close() throws Exception {
        closePool();
        if (sender != null) {
            sender.close().await().atMost(PATIENCE);
        }
        connection.close().await().atMost(PATIENCE);
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
