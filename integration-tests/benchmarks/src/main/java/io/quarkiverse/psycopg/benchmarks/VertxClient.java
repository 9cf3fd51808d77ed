package io.quarkiverse.psycopg.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.Tuple;

/** vertx-pg-client with its statement cache, as many requests in flight as the workload has, and streams of 1,000 rows. */
final class VertxClient implements Client {

    private static final int PATIENCE_SECONDS = 30;
    private static final int FETCH_SIZE = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final PgConnection connection;
    private final Sink sink = new Sink();

    VertxClient(int port) throws Exception {
        PgConnectOptions options = new PgConnectOptions().setHost("127.0.0.1").setPort(port).setUser(TestServer.USER)
                .setDatabase(TestServer.DATABASE).setPipeliningLimit(Workload.IN_FLIGHT);
        options.setCachePreparedStatements(true);
        connection = await(PgConnection.connect(vertx, options));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws Exception {
        String sql = Tables.SELECT_BY_KEY + "$1";
        return InFlight.run(operations, inFlight, (key, done, failed) -> connection.preparedQuery(sql).execute(Tuple.of(key))
                .onSuccess(rows -> {
                    rows.forEach(this::readPoint);
                    done.rows(rows.size());
                }).onFailure(failed::accept));
    }

    private void readPoint(Row row) {
        sink.take(row.getLong(0));
        sink.take(row.getString(1));
        sink.take(row.getOffsetDateTime(2).toInstant());
        sink.take(row.getBigDecimal(3));
        sink.take(row.getValue(4));
    }

    @Override
    public long readRows(int rows) throws Exception {
        await(connection.query("BEGIN").execute());
        PreparedStatement statement = await(connection.prepare(Tables.SELECT_ROWS + "$1"));
        RowStream<Row> stream = statement.createStream(FETCH_SIZE, Tuple.of((long) rows));
        CompletableFuture<Long> end = new CompletableFuture<>();
        long[] received = new long[1];
        stream.exceptionHandler(end::completeExceptionally).endHandler(v -> end.complete(received[0])).handler(row -> {
            received[0]++;
            readWide(row);
        });
        long total = end.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
        await(statement.close());
        await(connection.query("COMMIT").execute());
        return total;
    }

    private void readWide(Row row) {
        sink.take(row.getInteger(0).intValue());
        sink.take(row.getLong(1).longValue());
        sink.take(row.getString(2));
        sink.take(row.getDouble(3).doubleValue());
        sink.take(row.getOffsetDateTime(4).toInstant());
    }

    @Override
    public void close() throws Exception {
        await(connection.close());
        await(vertx.close());
    }
}
