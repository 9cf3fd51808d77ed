package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Connections to one server whose log tells each statement, for tests of transactions. */
final class Sessions implements AutoCloseable {

    private static final Pattern LOGGED = Pattern
            .compile("\\[(\\d+)] LOG:  (?:statement|execute [^:]+): (.*)");

    private final TestServer server;
    private final Vertx vertx = Vertx.vertx();
    private final PsycopgDriver driver = new PsycopgDriver(vertx);
    private final List<PgConnection> connections = new ArrayList<>();
    private final List<PgPool> pools = new ArrayList<>();
    private int read;

    Sessions(TestServer server) {
        this.server = server;
        forgetLog();
    }

    PgConnectOptions.Builder options() {
        return TestServer.optionsAt(server.host(), server.port()).toBuilder().options("-c log_statement=all");
    }

    PgConnection connect() {
        return connect(options().build());
    }

    PgConnection connect(PgConnectOptions options) {
        PgConnection connection = await(driver.connect(options));
        connections.add(connection);
        return connection;
    }

    PgPool pool(int size) {
        return pool(size, options().build());
    }

    PgPool pool(int size, PgConnectOptions options) {
        PgPool pool = driver.createPool(options, PgPoolOptions.builder().maxSize(size).build());
        pools.add(pool);
        return pool;
    }

    PgPool poolWithHook(Function<PgConnection, Uni<Void>> onConnect) {
        PgPool pool = driver.createPool(options().build(), PgPoolOptions.builder().maxSize(1).onConnect(onConnect).build());
        pools.add(pool);
        return pool;
    }

    /** The failure of an operation, which must be of this class. */
    static <E extends PgException> E failure(Uni<?> uni, Class<E> type) {
        return catchThrowableOfType(type, () -> await(uni));
    }

    /** A number that the server gives, asked over another driver. */
    long count(String sql) {
        return Long.parseLong(server.one(sql));
    }

    /** What the connection's server process has logged as executed since the last call. */
    List<String> logged(PgConnection connection) {
        return logged(connection.backendPid());
    }

    List<String> logged(int backendPid) {
        String log = server.log();
        Matcher lines = LOGGED.matcher(log.substring(read));
        read = log.length();
        List<String> statements = new ArrayList<>();
        while (lines.find()) {
            if (Integer.parseInt(lines.group(1)) == backendPid) {
                statements.add(lines.group(2));
            }
        }
        return statements;
    }

    void forgetLog() {
        read = server.log().length();
    }

    @Override
    public void close() {
        connections.forEach(connection -> connection.close().onFailure().recoverWithNull().await().atMost(LIMIT));
        pools.forEach(pool -> pool.terminate().await().atMost(LIMIT));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
