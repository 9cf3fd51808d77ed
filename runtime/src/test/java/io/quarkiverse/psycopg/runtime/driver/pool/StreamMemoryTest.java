package io.quarkiverse.psycopg.runtime.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** Ten million rows through a heap of 64 MB, in a process of its own. */
class StreamMemoryTest {

    private static final long ROWS = 10_000_000;

    @Test
    void tenMillionRowsPassThroughASmallHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"), StreamMemoryTest.class.getName(), TestServer.v18().connectionString())
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("rows: " + ROWS);
    }

    /** Runs in the other process; the consumer is slower than the server. */
    public static void main(String[] arguments) {
        PgPool pool = new PsycopgDriver(Vertx.vertx()).createPool(PgConnectOptions.parse(arguments[0]),
                PgPoolOptions.builder().build());
        AtomicLong sum = new AtomicLong();
        long rows = pool.stream("SELECT g::int8, 'some text of a row ' || g FROM generate_series(1, " + ROWS + ") g").onItem()
                .invoke(row -> sum.addAndGet(row.getLong(0))).collect().with(Collectors.counting()).await()
                .atMost(Duration.ofMinutes(4));
        System.out.println("rows: " + rows + ", as summed: " + (sum.get() == ROWS * (ROWS + 1) / 2));
        System.exit(0);
    }
}
