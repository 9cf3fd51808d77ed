package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** A connection to a real server for each test of cursors, and a second one that looks at the first from outside. */
abstract class CursorTests {

    static Vertx vertx;
    static PsycopgDriver driver;
    PgConnection connection;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
    }

    @AfterAll
    static void stop() {
        await(driver.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void connect() {
        connection = await(driver.connect(server()));
    }

    @AfterEach
    void disconnect() {
        await(connection.close());
    }

    static PgConnectOptions server() {
        return TestServer.v18().options();
    }

    static List<Integer> ints(List<Row> rows) {
        return rows.stream().map(row -> row.getInt(0)).toList();
    }

    /** Asks from another session. */
    static long fromOutside(String sql, Object... args) {
        PgConnection other = await(driver.connect(server()));
        try {
            return await(other.fetchOne(sql, args)).getLong(0);
        } finally {
            await(other.close());
        }
    }
}
