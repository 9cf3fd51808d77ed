package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.vertx.core.Vertx;

/** A driver of its own for each test of pools; with it all its pools and connections are closed. */
abstract class PoolTests {

    Vertx vertx;
    PsycopgDriver driver;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
    }

    @AfterEach
    void stop() {
        await(driver.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
