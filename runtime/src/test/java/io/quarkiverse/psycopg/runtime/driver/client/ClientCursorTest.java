package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ColumnDescription;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.Sql;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.IntegrityException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.smallrye.mutiny.Uni;

/** A cursor on the client keeps a result, reads it in any way, and tells of it. */
class ClientCursorTest extends CursorTests {

    @Test
    void attributesBeforeTheFirstStatement() {
        PgCursor cursor = connection.cursor();
        assertThat(cursor.rowCount()).isEqualTo(-1);
        assertThat(cursor.rowNumber()).isZero();
        assertThat(cursor.arraySize()).isEqualTo(1);
        assertThat(cursor.iterSize()).isEqualTo(2000);
        assertThat(cursor.description()).isEmpty();
        assertThat(cursor.query()).isEmpty();
        assertThat(cursor.statusMessage()).isEmpty();
        assertThat(cursor.lastRowId()).isZero();
        assertThat(cursor.name()).isEmpty();
        assertThat(cursor.connection()).isSameAs(connection);
        assertThat(cursor.raw()).isSameAs(cursor);
        assertThat(cursor.isClosed()).isFalse();
    }

    @Test
    void resultIsReadRowByRowManyAndAll() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT generate_series(1, %s)", 9));
        assertThat(cursor.rowCount()).isEqualTo(9);
        assertThat(cursor.statusMessage()).contains("SELECT 9");
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        assertThat(ints(await(cursor.fetchMany(2)))).containsExactly(2, 3);
        assertThat(ints(await(cursor.arraySize(3).fetchMany()))).containsExactly(4, 5, 6);
        assertThat(cursor.rowNumber()).isEqualTo(6);
        assertThat(ints(await(cursor.fetchAll()))).containsExactly(7, 8, 9);
        assertThat(await(cursor.fetchAll())).isEmpty();
        assertThat(await(cursor.fetchMany(5))).isEmpty();
        assertThat(await(cursor.fetchOne())).isNull();
    }

    @Test
    void rowsGoOnWhereTheLastSubscriptionEnded() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT generate_series(1, 5)"));
        assertThat(await(cursor.rows(row -> row.getInt(0)).select().first(2).collect().asList())).containsExactly(1, 2);
        assertThat(cursor.rowNumber()).isEqualTo(2);
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(3);
        assertThat(ints(await(cursor.rows().collect().asList()))).containsExactly(4, 5);
        assertThat(await(cursor.rows().collect().asList())).isEmpty();
    }

    @Test
    void scrollStaysWithinTheResult() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT generate_series(0, 9)"));
        await(cursor.scroll(5));
        await(cursor.scroll(-2));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(3);
        await(cursor.scroll(9, ScrollMode.ABSOLUTE));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(9);
        for (int value : new int[] { -11, 1, Integer.MAX_VALUE }) {
            assertThatThrownBy(() -> await(cursor.scroll(value))).isInstanceOf(ProgrammingException.class)
                    .hasMessageContaining("out of bounds");
        }
        assertThatThrownBy(() -> await(cursor.scroll(-1, ScrollMode.ABSOLUTE))).isInstanceOf(ProgrammingException.class);
        assertThat(cursor.rowNumber()).isEqualTo(10);
    }

    @Test
    void fetchingWithoutResultIsAnError() {
        PgCursor cursor = connection.cursor();
        for (String sql : new String[] { null, "CREATE TEMP TABLE no_result (a int)", "INSERT INTO no_result VALUES (1)" }) {
            if (sql != null) {
                await(cursor.execute(sql));
                assertThat(cursor.description()).isEmpty();
            }
            assertThatThrownBy(() -> await(cursor.fetchOne())).isInstanceOf(ProgrammingException.class)
                    .hasMessageContaining("no results to fetch");
            assertThatThrownBy(() -> await(cursor.fetchMany(1))).isInstanceOf(ProgrammingException.class);
            assertThatThrownBy(() -> await(cursor.fetchAll())).isInstanceOf(ProgrammingException.class);
            assertThatThrownBy(() -> await(cursor.rows().collect().asList())).isInstanceOf(ProgrammingException.class);
        }
        assertThat(cursor.rowCount()).isEqualTo(1);
    }

    @Test
    void failedStatementLeavesNoResultAndTheCursorUsable() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT 1"));
        assertThatThrownBy(() -> await(cursor.execute("SELECT 1 / %s", 0))).isInstanceOf(DataException.class);
        assertThat(cursor.rowCount()).isEqualTo(-1);
        assertThat(cursor.statusMessage()).contains("");
        assertThat(cursor.query()).contains("SELECT 1 / 0");
        assertThatThrownBy(() -> await(cursor.fetchOne())).isInstanceOf(ProgrammingException.class);
        await(cursor.execute("SELECT 2"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(2);
    }

    @Test
    void wrongArgumentsAreRefusedBeforeAnythingIsSent() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT 1"));
        assertThatThrownBy(() -> await(cursor.execute("SELECT %s", 1, 2))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.execute("SELECT %(a)s", Args.named(Map.of("b", 1)))))
                .isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.execute(""))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("empty query");
        assertThatThrownBy(() -> cursor.iterSize(0)).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> cursor.timeout(Duration.ofMillis(-1))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> CursorOptions.builder().scrollable(true).build()).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> CursorOptions.builder().withHold(true).build()).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> CursorOptions.named("")).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void descriptionHasTheSevenFields() {
        await(connection.execute("CREATE TEMP TABLE described (id int, price numeric(8, 3), rounded numeric(4, -2), t text)"));
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT price, rounded, t, 1 AS one, 2.5::numeric AS free FROM described"));
        List<ColumnDescription> columns = cursor.description().orElseThrow();
        assertThat(columns).extracting(ColumnDescription::name).containsExactly("price", "rounded", "t", "one", "free");
        assertThat(columns).extracting(ColumnDescription::typeCode).containsExactly(1700L, 1700L, 25L, 23L, 1700L);
        assertThat(columns).extracting(ColumnDescription::internalSize).containsExactly(-1, -1, -1, 4, -1);
        assertThat(columns.get(0).precision()).hasValue(8);
        assertThat(columns.get(0).scale()).hasValue(3);
        assertThat(columns.get(1).precision()).hasValue(4);
        assertThat(columns.get(1).scale()).hasValue(-2);
        assertThat(columns.get(4).precision()).isEmpty();
        assertThat(columns.get(4).scale()).isEmpty();
        assertThat(columns.get(0).tableColumn()).hasValue(2);
        assertThat(columns.get(3).tableColumn()).isEmpty();
        assertThat(columns.get(0).tableOid()).isPresent();
        assertThat(columns.get(0).displaySize()).isEmpty();
        assertThat(columns.get(0).nullOk()).isEmpty();
    }

    @Test
    void ofSeveralResultsTheLastIsCurrentAndTheFirstCanBeGoneBackTo() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT 1; CREATE TEMP TABLE several (a int); SELECT 2, 3;"));
        assertThat(await(cursor.fetchOne()).getInt(1)).isEqualTo(3);
        assertThat(await(cursor.nextSet())).isFalse();
        assertThat(await(cursor.firstSet())).isTrue();
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        assertThat(await(cursor.nextSet())).isTrue();
        assertThat(cursor.statusMessage()).contains("CREATE TABLE");
        assertThat(cursor.description()).isEmpty();
        assertThat(await(cursor.nextSet())).isTrue();
        assertThat(await(cursor.fetchAll())).hasSize(1);
        assertThat(await(cursor.nextSet())).isFalse();
        assertThat(await(connection.cursor().firstSet())).isFalse();
    }

    @Test
    void semicolonInAStringIsNoSecondStatement() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT 'a;b', $$c;d$$; -- ;"));
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("a;b");
        assertThat(await(cursor.firstSet())).isTrue();
        assertThat(await(cursor.nextSet())).isFalse();
    }

    @Test
    void executeManyAddsTheCountsUp() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("CREATE TEMP TABLE many (id int PRIMARY KEY)"));
        List<Args> entries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            entries.add(Args.of(i));
        }
        await(cursor.executeMany("INSERT INTO many VALUES (%s)", entries));
        assertThat(cursor.rowCount()).isEqualTo(100);
        assertThat(cursor.statusMessage()).contains("INSERT 0 1");
        assertThat(cursor.query()).contains("INSERT INTO many VALUES (99)");
        assertThatThrownBy(() -> await(cursor.fetchAll())).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.executeMany("INSERT INTO many VALUES (%s)", List.of(Args.of(200), Args.of(5)))))
                .isInstanceOf(IntegrityException.class).satisfies(e -> assertThat(((PgException) e).entry()).hasValue(1));
        assertThat(cursor.rowCount()).isEqualTo(-1);
        await(cursor.executeMany("INSERT INTO many VALUES (%s)", List.of()));
        assertThat(cursor.rowCount()).isZero();
    }

    @Test
    void severalCursorsOnOneConnectionDoNotDisturbEachOther() {
        PgCursor one = connection.cursor();
        PgCursor two = connection.cursor();
        await(one.execute("SELECT generate_series(1, 3)"));
        await(two.execute("SELECT 'x'::text"));
        assertThat(await(one.fetchOne()).getInt(0)).isEqualTo(1);
        assertThat(await(two.fetchOne()).getString(0)).isEqualTo("x");
        assertThat(ints(await(one.fetchAll()))).containsExactly(2, 3);
        await(one.close());
        assertThat(two.isClosed()).isFalse();
    }

    @Test
    void operationsRunInTheOrderOfTheirSubscriptions() {
        PgCursor cursor = connection.cursor();
        List<CompletableFuture<Row>> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            cursor.execute("SELECT %s::int", i).subscribeAsCompletionStage();
            rows.add(cursor.fetchOne().subscribeAsCompletionStage());
        }
        for (int i = 0; i < 50; i++) {
            assertThat(rows.get(i).orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join().getInt(0)).isEqualTo(i);
        }
    }

    @Test
    void closedCursorRefusesEverything() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT 1"));
        await(cursor.close());
        await(cursor.close());
        assertThat(cursor.isClosed()).isTrue();
        for (Uni<?> use : List.of(cursor.execute("SELECT 1"), cursor.fetchOne(), cursor.fetchMany(), cursor.fetchAll(),
                cursor.scroll(1), cursor.nextSet(), cursor.callProc("pi"), cursor.rows().collect().asList(),
                cursor.executeMany("SELECT %s", List.of(Args.of(1))))) {
            assertThatThrownBy(() -> await(use)).isInstanceOf(InterfaceException.class)
                    .hasMessageContaining("cursor already closed");
        }
        assertThat(cursor.statusMessage()).contains("SELECT 1");
    }

    @Test
    void cursorOfAClosedConnectionIsClosed() {
        PgCursor cursor = connection.cursor();
        await(connection.close());
        assertThat(cursor.isClosed()).isTrue();
        assertThatThrownBy(() -> await(cursor.execute("SELECT 1"))).isInstanceOf(InterfaceException.class);
        assertThatThrownBy(() -> connection.cursor()).isInstanceOf(InterfaceException.class)
                .hasMessageContaining("connection already closed");
        await(cursor.close());
    }

    @Test
    void withCursorClosesAtEveryEnd() {
        List<PgCursor> used = new ArrayList<>();
        int value = await(connection.withCursor(cursor -> {
            used.add(cursor);
            return cursor.execute("SELECT 7").chain(() -> cursor.fetchOne()).map(row -> row.getInt(0));
        }));
        assertThat(value).isEqualTo(7);
        assertThatThrownBy(() -> await(connection.withCursor(cursor -> {
            used.add(cursor);
            return Uni.createFrom().failure(new IllegalStateException("no"));
        }))).isInstanceOf(IllegalStateException.class);
        connection.withCursor(cursor -> {
            used.add(cursor);
            return cursor.execute("SELECT pg_sleep(20)");
        }).subscribe().with(done -> {
        }).cancel();
        assertThat(used).hasSize(3).allMatch(PgCursor::isClosed);
        assertThat(await(connection.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
    }

    @Test
    void poolLendsACursorWithItsConnection() {
        PgPool pool = driver.createPool(server(), PgPoolOptions.builder().maxSize(1).build());
        List<Row> three = await(pool.withCursor(cursor -> cursor.execute("SELECT generate_series(1, 3)")
                .chain(() -> cursor.fetchAll())));
        assertThat(three).hasSize(3);
        List<Row> four = await(pool.withCursor(CursorOptions.named("n"), cursor -> cursor
                .execute("SELECT generate_series(1, 4)").chain(() -> cursor.fetchAll())));
        assertThat(four).hasSize(4);
        until("all is back", () -> pool.statistics().inUse() == 0);
        assertThat(await(pool.fetchOne("SELECT count(*) FROM pg_cursors WHERE name <> ''")).getLong(0)).isZero();
        await(pool.close());
    }

    @Test
    void deadlineIsTheCursorsOrTheCalls() {
        PgCursor cursor = connection.cursor(CursorOptions.builder().timeout(Duration.ofMillis(100)).build());
        assertThat(cursor.timeout()).isEqualTo(Duration.ofMillis(100));
        assertThatThrownBy(() -> await(cursor.execute("SELECT pg_sleep(20)"))).isInstanceOf(QueryTimeoutException.class);
        cursor.timeout(Duration.ZERO);
        assertThatThrownBy(() -> await(cursor.executeWithin(Duration.ofMillis(100), "SELECT pg_sleep(20)", Args.none())))
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(connection.isClosed()).isFalse();
        await(cursor.execute("SELECT 1"));
    }

    @Test
    void placeholderStyleMayBeTheCursorsOwn() {
        PgCursor cursor = connection.cursor(CursorOptions.builder().placeholders(PlaceholderStyle.NUMERIC).build());
        await(cursor.execute("SELECT $1::int + $2::int, '100%'", 40, 2));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(42);
        assertThat(cursor.query()).contains("SELECT 40::int + 2::int, '100%'");
    }

    @Test
    void composedSqlIsWrittenOut() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute(Sql.text("SELECT {}").format(Sql.literal("it's"))));
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("it's");
    }

    @Test
    void castReadsTextsOfTheServer() {
        PgCursor cursor = connection.cursor();
        assertThat(cursor.cast(20, "42")).isEqualTo(42L);
        assertThat(cursor.cast(1700, "123.45")).isEqualTo(new BigDecimal("123.45"));
        assertThat(cursor.cast(1007, "{1,NULL,3}")).asString().contains("1", "3");
        assertThat(cursor.cast(23, null)).isNull();
        assertThat(cursor.cast(999_999, "raw")).isEqualTo("raw");
        assertThatThrownBy(() -> cursor.cast(23, "abc")).isInstanceOf(DataException.class).hasMessageNotContaining("abc");
    }

    @Test
    void cancelledExecuteEndsOnTheServer() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> running = cursor.execute("SELECT pg_sleep(60) /* cancelled cursor */")
                .subscribeAsCompletionStage();
        int pid = connection.backendPid();
        String active = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND state = 'active'";
        until("it runs", () -> fromOutside(active, pid) == 1);
        running.cancel(true);
        until("it has ended", () -> fromOutside(active, pid) == 0);
        await(cursor.execute("SELECT 1"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
    }
}
