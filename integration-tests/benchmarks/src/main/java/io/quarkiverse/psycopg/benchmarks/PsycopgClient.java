package io.quarkiverse.psycopg.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** This driver, as it comes. */
final class PsycopgClient implements Client {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final PgConnection connection;
    private final Sink sink = new Sink();

    PsycopgClient(int port) {
        PgConnectOptions options = PgConnectOptions.parse("host=127.0.0.1 port=" + port + " sslmode=disable user="
                + TestServer.USER + " dbname=" + TestServer.DATABASE);
        connection = new PsycopgDriver(vertx).connect(options).await().atMost(PATIENCE);
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws Exception {
        String sql = Tables.SELECT_BY_KEY + "%s";
        return InFlight.run(operations, inFlight, (key, done, failed) -> connection.fetchOne(sql, key)
                .subscribe().with(row -> done.rows(row == null ? 0 : readPoint(row)), failed));
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
    public long readRows(int rows) throws Exception {
        CompletableFuture<Long> end = new CompletableFuture<>();
        long[] received = new long[1];
        connection.stream(Tables.SELECT_ROWS + "%s::int8", (long) rows).subscribe().with(row -> {
            received[0]++;
            readWide(row);
        }, end::completeExceptionally, () -> end.complete(received[0]));
        return end.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void readWide(Row row) {
        sink.take(row.getInt(0));
        sink.take(row.getLong(1));
        sink.take(row.getString(2));
        sink.take(row.getDouble(3));
        sink.take(row.getInstant(4));
    }

    @Override
    public void close() throws Exception {
        connection.close().await().atMost(PATIENCE);
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
