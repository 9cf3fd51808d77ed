package io.quarkiverse.psycopg.runtime.driver.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** A named cursor over ten million rows through a heap of 64 MB, forward and back, in a process of its own. */
class NamedCursorMemoryTest {

    private static final int ROWS = 10_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Test
    void tenMillionRowsPassThroughASmallHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), NamedCursorMemoryTest.class.getName(),
                TestServer.v18().connectionString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("forward: " + ROWS + " true", "back: [1, 2, 3]", "end: [9999998, 9999999, 10000000]",
                "middle: [5000000]");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** Runs in the other process. */
    public static void main(String[] arguments) {
        PgConnection connection = await(new PsycopgDriver(Vertx.vertx()).connect(arguments[0]));
        await(connection.execute("BEGIN"));
        PgCursor cursor = connection.cursor(CursorOptions.builder().name("all").scrollable(true).timeout(PATIENCE).build());
        await(cursor.execute("SELECT g::int8, 'some text of a row' FROM generate_series(1, %s) g", ROWS));
        AtomicLong sum = new AtomicLong();
        long rows = await(cursor.rows().onItem().invoke(row -> sum.addAndGet(row.getLong(0))).collect()
                .with(Collectors.counting()));
        System.out.println("forward: " + rows + " " + (sum.get() == ROWS * (ROWS + 1L) / 2));
        await(cursor.scroll(0, ScrollMode.ABSOLUTE));
        System.out.println("back: " + numbers(await(cursor.fetchMany(3))));
        await(cursor.scroll(ROWS - 3, ScrollMode.ABSOLUTE));
        System.out.println("end: " + numbers(await(cursor.fetchAll())));
        await(cursor.scroll(-(ROWS / 2 + 2)));
        System.out.println("middle: " + numbers(List.of(await(cursor.fetchOne()))));
        System.exit(0);
    }

    private static List<Long> numbers(List<Row> rows) {
        return rows.stream().map(row -> row.getLong(0)).toList();
    }
}
