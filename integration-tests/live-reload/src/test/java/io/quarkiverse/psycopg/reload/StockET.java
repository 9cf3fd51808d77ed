package io.quarkiverse.psycopg.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Row;
import io.quarkus.test.junit.QuarkusTest;

/** Run by the dev mode that {@link ContinuousTestingTest} starts, never by the build: hence its name. */
@QuarkusTest
class StockET {

    /** Where the test that started the dev mode, in the same JVM, reads which server was asked. */
    static final String SERVER = "psycopg.test.stock-server";

    @Inject
    Stock stock;

    @Test
    void countsByTheDatabase() {
        Row row = stock.count().await().atMost(Duration.ofSeconds(30));
        System.setProperty(SERVER, row.getString("started"));
        assertEquals(2, row.getInt("amount"));
    }
}
