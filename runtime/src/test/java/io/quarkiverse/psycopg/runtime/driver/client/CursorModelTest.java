package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.error.ProgrammingException;

/** Random walks over a result, on the client and on the server, against a list. */
class CursorModelTest extends CursorTests {

    private static final int ROWS = 50;
    private static final int STEPS = 300;

    private Random random;
    private int position;

    private void seed() {
        long seed = Long.getLong("psycopg.test.seed", System.nanoTime());
        System.out.println("CursorModelTest seed: " + seed + " (-Dpsycopg.test.seed=" + seed + ")");
        random = new Random(seed);
    }

    private static List<Integer> numbers(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private int end(int count) {
        return Math.min(ROWS, position + count);
    }

    @Test
    void cursorOnTheClientFollowsTheModel() {
        seed();
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT generate_series(0, %s)", ROWS - 1));
        for (int i = 0; i < STEPS; i++) {
            int n = random.nextInt(8);
            switch (random.nextInt(4)) {
                case 0 -> takes(cursor.fetchMany(n).await().atMost(LIMIT), end(n));
                case 1 -> takes(await(cursor.rows().select().first(n + 1).collect().asList()), end(n + 1));
                case 2 -> scrolls(cursor, random.nextInt(2 * ROWS) - ROWS, ScrollMode.RELATIVE);
                default -> scrolls(cursor, random.nextInt(ROWS + 10) - 5, ScrollMode.ABSOLUTE);
            }
            assertThat(cursor.rowNumber()).isEqualTo(position);
        }
    }

    private void takes(List<Row> rows, int end) {
        assertThat(ints(rows)).isEqualTo(numbers(position, end));
        position = end;
    }

    private void scrolls(PgCursor cursor, int value, ScrollMode mode) {
        int target = mode == ScrollMode.ABSOLUTE ? value : position + value;
        if (target < 0 || target >= ROWS) {
            assertThatThrownBy(() -> await(cursor.scroll(value, mode))).isInstanceOf(ProgrammingException.class);
        } else {
            await(cursor.scroll(value, mode));
            position = target;
        }
    }

    /** The server's position stands on the row that was fetched last; 0 is before the first, ROWS + 1 behind the last. */
    @Test
    void cursorOnTheServerFollowsTheModel() {
        seed();
        await(connection.execute("BEGIN"));
        PgCursor cursor = connection.cursor(CursorOptions.builder().name("walk").scrollable(true).build());
        await(cursor.execute("SELECT generate_series(1, %s)", ROWS));
        for (int i = 0; i < STEPS; i++) {
            int n = 1 + random.nextInt(8);
            switch (random.nextInt(5)) {
                case 0 -> fetched(await(cursor.fetchMany(n)), n);
                case 1 -> {
                    Row row = await(cursor.fetchOne());
                    fetched(row == null ? List.of() : List.of(row), 1);
                }
                case 2 -> {
                    int by = random.nextInt(2 * ROWS) - ROWS;
                    await(cursor.scroll(by));
                    position = Math.max(0, Math.min(ROWS + 1, position + by));
                }
                case 3 -> {
                    int to = random.nextInt(ROWS + 5);
                    await(cursor.scroll(to, ScrollMode.ABSOLUTE));
                    position = Math.min(ROWS + 1, to);
                }
                default -> {
                    cursor.iterSize(n);
                    fetched(await(cursor.rows().collect().asList()), ROWS + 1);
                }
            }
        }
        await(connection.execute("ROLLBACK"));
    }

    private void fetched(List<Row> rows, int asked) {
        int last = Math.min(ROWS, position + asked);
        assertThat(ints(rows)).isEqualTo(numbers(position + 1, last + 1));
        position = Math.min(ROWS + 1, position + asked);
    }
}
