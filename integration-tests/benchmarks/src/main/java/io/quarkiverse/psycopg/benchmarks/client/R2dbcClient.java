package io.quarkiverse.psycopg.benchmarks.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Row;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** r2dbc-postgresql with binary results, its statement cache, and rows fetched by 1,000. */
final class R2dbcClient implements Client {

    private static final Duration PATIENCE = Duration.ofSeconds(InFlight.LIMIT_SECONDS);
    private static final int FETCH_SIZE = 1_000;
    private static final int BATCH = 1_000;

    private final PostgresqlConnection connection;
    private final Sink sink = new Sink();

    R2dbcClient(int port) {
        connection = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder().host("127.0.0.1").port(port)
                .username(Tables.USER).database(Tables.DATABASE).sslMode(SSLMode.DISABLE).forceBinary(true).build())
                .create().block(PATIENCE);
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws Exception {
        String sql = Tables.SELECT_BY_KEY + "$1";
        return InFlight.run(operations, inFlight, (key, done, failed) -> connection.createStatement(sql).bind(0, key).execute()
                .flatMap(result -> result.map((row, columns) -> readPoint(row))).reduce(0, Integer::sum)
                .subscribe(done::rows, failed));
    }

    private int readPoint(Row row) {
        sink.take(row.get(0, Long.class).longValue());
        sink.take(row.get(1, String.class));
        sink.take(row.get(2, OffsetDateTime.class).toInstant());
        sink.take(row.get(3, BigDecimal.class));
        sink.take(row.get(4, Json.class).asString());
        return 1;
    }

    @Override
    public long streamRows(String statement, String end, int rows) {
        return connection.createStatement(statement + "$1" + end).bind(0, (long) rows).fetchSize(FETCH_SIZE).execute()
                .concatMap(result -> result.map((row, columns) -> readWide(row))).count().block(PATIENCE);
    }

    private Integer readWide(Row row) {
        sink.take(row.get(0, Integer.class).intValue());
        sink.take(row.get(1, Long.class).longValue());
        sink.take(row.get(2, String.class));
        sink.take(row.get(3, Double.class).doubleValue());
        sink.take(row.get(4, OffsetDateTime.class).toInstant());
        return 1;
    }

    @Override
    public long insertMany(int rows) {
        return Mono.from(connection.beginTransaction())
                .thenMany(Flux.range(0, (rows + BATCH - 1) / BATCH).concatMap(batch -> insert(batch * BATCH,
                        Math.min(rows, (batch + 1) * BATCH))))
                .reduce(0L, Long::sum).flatMap(stored -> connection.commitTransaction().thenReturn(stored)).block(PATIENCE);
    }

    private Flux<Long> insert(int from, int end) {
        PostgresqlStatement statement = connection.createStatement(Tables.INSERT + "$1, $2, $3)");
        for (int i = from; i < end; i++) {
            if (i > from) {
                statement.add();
            }
            statement.bind(0, i).bind(1, Tables.text(i)).bind(2, i / 7.0);
        }
        return statement.execute().concatMap(result -> result.getRowsUpdated());
    }

    @Override
    public void close() {
        connection.close().block(PATIENCE);
    }
}
