package io.quarkiverse.psycopg.benchmarks.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/**
 * vertx-pg-client, with or without its statement cache, as many requests in flight as the workload has, and streams of 1,000
 * rows. Compiled for its version 4 and run with both 4 and 5.
 */
final class VertxClient implements Client {

    private static final int PATIENCE_SECONDS = 60;
    private static final int FETCH_SIZE = 1_000;
    /** Entries of one batch: larger ones are no faster. */
    private static final int BATCH = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context callers = vertx.getOrCreateContext();
    private final Consumer<Runnable> onLoop = task -> callers.runOnContext(none -> task.run());
    private final int port;
    private final boolean cached;
    private final boolean pooledClient;
    private final PgConnection connection;
    private final Sink sink = new Sink();
    private SqlClient pool;
    private PgConnection sender;

    /** @param pooledClient whether pool workloads run on the client that pipelines rather than on the pool */
    VertxClient(int port, boolean cached, boolean pooledClient) throws Exception {
        this.port = port;
        this.cached = cached;
        this.pooledClient = pooledClient;
        CompletableFuture<PgConnection> opened = new CompletableFuture<>();
        onLoop.accept(() -> PgConnection.connect(vertx, options(Tables.USER)).onSuccess(opened::complete)
                .onFailure(opened::completeExceptionally));
        connection = opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private PgConnectOptions options(String user) {
        PgConnectOptions options = new PgConnectOptions();
        options.setHost("127.0.0.1");
        options.setPort(port);
        options.setUser(user);
        options.setDatabase(Tables.DATABASE);
        options.setCachePreparedStatements(cached);
        return options;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws Exception {
        return selectOn(connection, operations, inFlight);
    }

    @Override
    public long selectInTransaction(int operations, int inFlight) throws Exception {
        await(connection.query("BEGIN").execute());
        long rows = selectOn(connection, operations, inFlight);
        await(connection.query("COMMIT").execute());
        return rows;
    }

    private long selectOn(SqlClient client, int operations, int inFlight) throws Exception {
        String sql = Tables.SELECT_BY_KEY + "$1";
        return InFlight.run(operations, inFlight, (key, done, failed) -> client.preparedQuery(sql).execute(Tuple.of(key))
                .onSuccess(rows -> {
                    rows.forEach(this::readPoint);
                    done.rows(rows.size());
                }).onFailure(failed::accept), onLoop);
    }

    /** By executeBatch, the one thing that sends several executions with one Sync. */
    @Override
    public long selectInUnits(int operations, int unit, int atATime) throws Exception {
        String sql = Tables.SELECT_BY_KEY + "$1";
        int units = (operations + unit - 1) / unit;
        return InFlight.run(units, atATime, (first, done, failed) -> {
            List<Tuple> tuples = new ArrayList<>(unit);
            for (int i = 0; i < unit; i++) {
                tuples.add(Tuple.of(Tables.key(first + i)));
            }
            connection.preparedQuery(sql).executeBatch(tuples).onSuccess(rows -> {
                int received = 0;
                for (RowSet<Row> each = rows; each != null; each = each.next()) {
                    each.forEach(this::readPoint);
                    received += each.size();
                }
                done.rows(received);
            }).onFailure(failed::accept);
        }, onLoop);
    }

    @Override
    public long selectOnPool(int operations, int callerCount, int connections) throws Exception {
        if (pool == null) {
            ClientBuilder<? extends SqlClient> builder = pooledClient ? PgBuilder.client() : PgBuilder.pool();
            pool = builder.with(new PoolOptions().setMaxSize(connections)).connectingTo(options(Tables.USER)).using(vertx)
                    .build();
        }
        return selectOn(pool, operations, callerCount);
    }

    private void readPoint(Row row) {
        sink.take(row.getLong(0));
        sink.take(row.getString(1));
        sink.take(row.getOffsetDateTime(2).toInstant());
        sink.take(row.getBigDecimal(3));
        sink.take(row.getValue(4));
    }

    @Override
    public long streamRows(String statement, String end, int rows) throws Exception {
        await(connection.query("BEGIN").execute());
        PreparedStatement prepared = await(connection.prepare(statement + "$1" + end));
        CompletableFuture<Long> finished = new CompletableFuture<>();
        long[] received = new long[1];
        onLoop.accept(() -> {
            RowStream<Row> stream = prepared.createStream(FETCH_SIZE, Tuple.of((long) rows));
            stream.exceptionHandler(finished::completeExceptionally).endHandler(none -> finished.complete(received[0]))
                    .handler(row -> {
                        received[0]++;
                        readWide(row);
                    });
        });
        long total = finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
        await(prepared.close());
        await(connection.query("COMMIT").execute());
        return total;
    }

    @Override
    public long fetchRows(int rows) throws Exception {
        CompletableFuture<Long> finished = new CompletableFuture<>();
        onLoop.accept(() -> connection.preparedQuery(Tables.SELECT_ROWS + "$1").execute(Tuple.of((long) rows))
                .onSuccess(set -> {
                    set.forEach(this::readWide);
                    finished.complete((long) set.size());
                }).onFailure(finished::completeExceptionally));
        return finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void readWide(Row row) {
        sink.take(row.getInteger(0).intValue());
        sink.take(row.getLong(1).longValue());
        sink.take(row.getString(2));
        sink.take(row.getDouble(3).doubleValue());
        sink.take(row.getOffsetDateTime(4).toInstant());
    }

    @Override
    public long insertMany(int rows) throws Exception {
        String sql = Tables.INSERT + "$1, $2, $3)";
        await(connection.query("BEGIN").execute());
        long stored = 0;
        for (int start = 0; start < rows; start += BATCH) {
            List<Tuple> tuples = new ArrayList<>(BATCH);
            for (int i = start; i < Math.min(rows, start + BATCH); i++) {
                tuples.add(Tuple.of(i, Tables.text(i), i / 7.0));
            }
            for (RowSet<Row> each = await(connection.preparedQuery(sql).executeBatch(tuples)); each != null; each = each
                    .next()) {
                stored += each.rowCount();
            }
        }
        await(connection.query("COMMIT").execute());
        return stored;
    }

    @Override
    public long receive(int notifications) throws Exception {
        return listen(notifications, Tables.NOTIFY_MANY + notifications + ") g", 1);
    }

    @Override
    public long pass(int notifications) throws Exception {
        return listen(notifications, Tables.NOTIFY_ONE, notifications);
    }

    private long listen(int notifications, String send, int times) throws Exception {
        if (sender == null) {
            sender = await(PgConnection.connect(vertx, options(Tables.USER)));
            await(connection.query("LISTEN " + Tables.CHANNEL).execute());
        }
        CompletableFuture<Long> finished = new CompletableFuture<>();
        int each = notifications / times;
        long[] received = new long[1];
        onLoop.accept(() -> {
            Runnable next = () -> sender.query(send).execute().onFailure(finished::completeExceptionally);
            connection.notificationHandler(notification -> {
                sink.take(notification.getPayload());
                received[0]++;
                if (received[0] == notifications) {
                    finished.complete(received[0]);
                } else if (received[0] % each == 0) {
                    next.run();
                }
            });
            next.run();
        });
        return finished.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public long connect(int operations) throws Exception {
        PgConnectOptions options = options(Tables.SCRAM_USER);
        options.setPassword(Tables.SCRAM_PASSWORD);
        return InFlight.run(operations, 1, (key, done, failed) -> PgConnection.connect(vertx, options)
                .compose(PgConnection::close).onSuccess(closed -> done.rows(1)).onFailure(failed::accept), onLoop);
    }

    @Override
    public void close() throws Exception {
        if (pool != null) {
            await(pool.close());
        }
        if (sender != null) {
            await(sender.close());
        }
        await(connection.close());
        await(vertx.close());
    }
}
