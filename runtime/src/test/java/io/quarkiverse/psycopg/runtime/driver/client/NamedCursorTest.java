package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.condition.DuplicateCursorException;
import io.quarkiverse.psycopg.error.condition.InvalidCursorNameException;
import io.quarkiverse.psycopg.error.condition.ObjectNotInPrerequisiteStateException;
import io.quarkiverse.psycopg.testsupport.Fault;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** A cursor on the server is declared, read in batches, moved, and closed at every end. */
class NamedCursorTest extends CursorTests {

    private long openCursors() {
        return await(connection.fetchOne("SELECT count(*) FROM pg_cursors WHERE name <> ''")).getLong(0);
    }

    private PgCursor declared(String query, Object... args) {
        await(connection.execute("BEGIN"));
        PgCursor cursor = connection.cursor("n");
        await(cursor.execute(query, args.length == 0 ? Args.none() : Args.of(args)));
        return cursor;
    }

    @Test
    void rowsAreFetchedAsTheyAreAskedFor() {
        PgCursor cursor = declared("SELECT g, 'x' || g FROM generate_series(1, %s) g", 10);
        assertThat(cursor.query()).contains("DECLARE \"n\" CURSOR WITHOUT HOLD FOR "
                + "SELECT g, 'x' || g FROM generate_series(1, 10) g");
        assertThat(cursor.statusMessage()).contains("DECLARE CURSOR");
        assertThat(cursor.description()).isEmpty();
        assertThat(await(cursor.fetchOne()).getString(1)).isEqualTo("x1");
        assertThat(cursor.description().orElseThrow()).hasSize(2);
        assertThat(ints(await(cursor.fetchMany(3)))).containsExactly(2, 3, 4);
        assertThat(cursor.statusMessage()).contains("FETCH 3");
        assertThat(ints(await(cursor.fetchAll()))).containsExactly(5, 6, 7, 8, 9, 10);
        assertThat(await(cursor.fetchOne())).isNull();
        assertThat(openCursors()).isEqualTo(1);
        await(cursor.close());
        assertThat(openCursors()).isZero();
        await(cursor.close());
        await(connection.execute("COMMIT"));
    }

    @Test
    void iterationFetchesInBatchesAndGoesOn() {
        PgCursor cursor = declared("SELECT generate_series(1, 10)").iterSize(3);
        List<Long> numbers = new ArrayList<>();
        assertThat(await(cursor.rows().select().first(4).collect().asList())).hasSize(4);
        List<Row> rest = await(cursor.rows().onItem().invoke(row -> numbers.add(cursor.rowNumber())).collect().asList());
        assertThat(ints(rest)).containsExactly(5, 6, 7, 8, 9, 10);
        assertThat(numbers).containsExactly(2L, 3L, 1L, 2L, 3L, 1L);
        assertThat(cursor.statusMessage()).contains("FETCH 0");
        assertThat(await(cursor.rows().collect().asList())).isEmpty();
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void onlyWhatMustBeDescribedTakesASecondRoundTrip() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgConnection counted = await(driver.connect(server().toBuilder().host(proxy.host(), proxy.port()).build()));
            await(counted.execute("BEGIN"));
            PgCursor cursor = counted.cursor(CursorOptions.builder().name("n").scrollable(true).build()).iterSize(3);
            assertThat(roundTrips(proxy, cursor.execute("SELECT g, 'x' || g, g / 2.0 FROM generate_series(1, 20) g")))
                    .isEqualTo(1);
            assertThat(roundTrips(proxy, cursor.fetchOne())).isEqualTo(2);
            assertThat(roundTrips(proxy, cursor.fetchOne())).isEqualTo(1);
            assertThat(roundTrips(proxy, cursor.fetchMany(5))).isEqualTo(1);
            assertThat(roundTrips(proxy, cursor.scroll(4))).isEqualTo(1);
            assertThat(roundTrips(proxy, cursor.rows().collect().asList())).as("three batches of nine rows, and an empty one")
                    .isEqualTo(4);
            await(cursor.scroll(-100));
            assertThat(roundTrips(proxy, cursor.rows().select().first().toUni())).as("nothing is fetched for nobody")
                    .isEqualTo(1);
            assertThat(roundTrips(proxy, cursor.close())).isEqualTo(1);
            await(counted.close());
        }
    }

    /** How often an operation waits for the server: what makes it answer is Sync, Flush or Query. */
    private static long roundTrips(FaultProxy proxy, Uni<?> operation) {
        long before = answered(proxy);
        await(operation);
        return answered(proxy) - before;
    }

    private static long answered(FaultProxy proxy) {
        return proxy.newest().types(Fault.Direction.TO_SERVER).chars().filter(type -> "SHQ".indexOf(type) >= 0).count();
    }

    @Test
    void laterBatchesAreReadAsTheFirstOne() {
        PgCursor cursor = declared(
                "SELECT g, g::float4, g / 3.0::float8, ARRAY[g, NULL], '\\x00ff'::bytea, now(), 'a' || g, NULL"
                        + " FROM generate_series(1, 3) g");
        for (int i = 1; i <= 3; i++) {
            Row row = await(cursor.fetchOne());
            assertThat(row.getInt(0)).isEqualTo(i);
            assertThat(row.get(1)).isEqualTo((float) i);
            assertThat(row.get(2)).isEqualTo(i / 3.0);
            assertThat(row.get(3, Integer[].class)).containsExactly(i, null);
            assertThat(row.getBytes(4)).containsExactly(0, 255);
            assertThat(row.get(5)).isInstanceOf(Instant.class);
            assertThat(row.getString(6)).isEqualTo("a" + i);
            assertThat(row.isNull(7)).isTrue();
        }
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void nameThatIsAnotherCursorsByNowIsReadByItsOwnColumns() {
        PgCursor cursor = declared("SELECT generate_series(1, 3)");
        assertThat(await(cursor.fetchOne()).get(0)).isEqualTo(1);
        await(connection.execute("CLOSE n; DECLARE n CURSOR FOR SELECT 'a' || g FROM generate_series(1, 3) g"));
        assertThat(await(cursor.fetchOne()).get(0)).isEqualTo("a1");
        assertThat(await(cursor.fetchOne()).get(0)).isEqualTo("a2");
        await(connection.execute("CLOSE n; DECLARE n CURSOR FOR SELECT g, 'b' || g FROM generate_series(1, 3) g"));
        assertThat(await(cursor.fetchOne()).get(1)).isEqualTo("b1");
        assertThat(await(cursor.fetchOne()).get(1)).isEqualTo("b2");
        await(connection.execute("ROLLBACK"));
    }

    /** An application's typecaster reads text, everything else here is binary. */
    @Test
    void nameIsAnotherCursorsByNowWhereColumnsComeInTwoFormats() {
        PgCursor cursor = connection.cursor("n");
        cursor.registerType(TypeObject.newType(List.of(21L), "tagged", (text, context) -> "tagged " + text));
        await(connection.execute("BEGIN; DECLARE n CURSOR FOR SELECT g, g::int2 FROM generate_series(1, 3) g"));
        for (int i = 1; i <= 2; i++) {
            Row row = await(cursor.fetchOne());
            assertThat(row.get(0)).isEqualTo(i);
            assertThat(row.get(1)).isEqualTo("tagged " + i);
        }
        await(connection.execute("CLOSE n; DECLARE n CURSOR FOR SELECT g::int2, g, g + 1 FROM generate_series(1, 3) g"));
        for (int i = 1; i <= 2; i++) {
            Row row = await(cursor.fetchOne());
            assertThat(row.get(0)).isEqualTo("tagged " + i);
            assertThat(row.getInt(1) + row.getInt(2)).isEqualTo(2 * i + 1);
        }
        await(connection.execute("CLOSE n; DECLARE n CURSOR FOR SELECT 4"));
        assertThat(await(cursor.fetchAll())).extracting(row -> row.get(0)).containsExactly(4);
        await(connection.execute("CLOSE n; DECLARE n CURSOR FOR SELECT g, g::int2, 'b' FROM generate_series(1, 3) g"));
        assertThat(await(cursor.rows().collect().asList())).extracting(row -> row.get(1)).containsExactly("tagged 1",
                "tagged 2", "tagged 3");
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void demandDrivesTheBatches() {
        PgCursor cursor = declared("SELECT generate_series(1, 100)").iterSize(10);
        AssertSubscriber<Row> subscriber = cursor.rows().subscribe().withSubscriber(AssertSubscriber.create(0));
        assertThat(cursor.statusMessage()).contains("DECLARE CURSOR");
        subscriber.request(1);
        subscriber.awaitItems(1, LIMIT);
        // One batch is there, and the server stands behind it: nothing was read ahead for one row.
        assertThat(await(connection.fetchOne("FETCH 1 FROM n")).getInt(0)).isEqualTo(11);
        subscriber.request(Long.MAX_VALUE);
        subscriber.awaitCompletion(LIMIT);
        assertThat(subscriber.getItems()).hasSize(99);
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void mapperThatThrowsFailsTheRowsAndLeavesTheCursor() {
        PgCursor cursor = declared("SELECT generate_series(1, 10)").iterSize(2);
        assertThatThrownBy(() -> await(cursor.rows(row -> 10 / (row.getInt(0) - 3)).collect().asList()))
                .isInstanceOf(ArithmeticException.class);
        assertThat(await(cursor.rows().collect().first()).getInt(0)).isGreaterThanOrEqualTo(4);
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void errorInTheMiddleComesBehindTheRowsBeforeIt() {
        PgCursor cursor = declared("SELECT 10 / (5 - g) FROM generate_series(1, 10) g").iterSize(2);
        List<Row> rows = new ArrayList<>();
        assertThatThrownBy(() -> await(cursor.rows().onItem().invoke(rows::add).collect().asList()))
                .isInstanceOf(DataException.class);
        assertThat(rows).hasSize(4);
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INERROR);
        await(cursor.close());
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void scrollableMovesBothWays() {
        await(connection.execute("BEGIN"));
        PgCursor cursor = connection.cursor(CursorOptions.builder().name("s").scrollable(true).build());
        assertThat(cursor.scrollable()).contains(true);
        await(cursor.execute("SELECT generate_series(0, 9)"));
        await(cursor.scroll(4));
        assertThat(cursor.statusMessage()).contains("MOVE 4");
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(4);
        await(cursor.scroll(-3));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(2);
        await(cursor.scroll(9, ScrollMode.ABSOLUTE));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(9);
        await(cursor.scroll(0, ScrollMode.ABSOLUTE));
        assertThat(ints(await(cursor.rows().collect().asList()))).hasSize(10);
        await(cursor.scroll(-100));
        assertThat(await(cursor.fetchOne()).getInt(0)).isZero();
        await(connection.execute("COMMIT"));
    }

    @Test
    void cursorThatMustNotScrollSaysSo() {
        await(connection.execute("BEGIN"));
        PgCursor cursor = connection.cursor(CursorOptions.builder().name("f").scrollable(false).build());
        await(cursor.execute("SELECT generate_series(0, 9)"));
        await(cursor.scroll(2));
        assertThatThrownBy(() -> await(cursor.scroll(-1))).isInstanceOf(ObjectNotInPrerequisiteStateException.class);
        await(cursor.close());
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void withHoldOutlivesItsTransaction() {
        PgCursor cursor = connection.cursor(CursorOptions.builder().name("h").withHold(true).build());
        assertThat(cursor.withHold()).isTrue();
        await(cursor.execute("SELECT generate_series(1, 5)"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        await(connection.execute("BEGIN"));
        await(connection.execute("COMMIT"));
        assertThat(ints(await(cursor.rows().collect().asList()))).containsExactly(2, 3, 4, 5);
        assertThat(openCursors()).isEqualTo(1);
        await(cursor.close());
        assertThat(openCursors()).isZero();
    }

    @Test
    void endOfTheTransactionEndsTheCursorWithoutHarm() {
        PgCursor cursor = declared("SELECT generate_series(1, 5)");
        await(cursor.fetchOne());
        await(connection.execute("COMMIT"));
        await(connection.execute("BEGIN"));
        assertThatThrownBy(() -> await(cursor.fetchOne())).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("isn't valid anymore");
        assertThatThrownBy(() -> await(cursor.scroll(1))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.rows().collect().asList())).isInstanceOf(ProgrammingException.class);
        await(cursor.close());
        assertThat(cursor.isClosed()).isTrue();
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INTRANS);
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void cursorNeedsATransactionOrHold() {
        PgCursor cursor = connection.cursor("n");
        assertThatThrownBy(() -> await(cursor.execute("SELECT 1"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("outside of transactions").hasMessageContaining("withHold");
        await(connection.execute("BEGIN"));
        await(cursor.execute("SELECT 1"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void wrongUseIsRefused() {
        PgCursor cursor = declared("SELECT 1");
        assertThatThrownBy(() -> await(cursor.execute("SELECT 2"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("more than once");
        assertThatThrownBy(() -> await(cursor.callProc("pi"))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.executeMany("SELECT %s", List.of(Args.of(1)))))
                .isInstanceOf(ProgrammingException.class);
        assertThat(await(cursor.nextSet())).isFalse();
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        PgCursor same = connection.cursor("n");
        assertThatThrownBy(() -> await(same.execute("SELECT 2"))).isInstanceOf(DuplicateCursorException.class);
        await(same.close());
        await(connection.execute("ROLLBACK"));
        await(connection.execute("BEGIN"));
        PgCursor absent = connection.cursor("absent");
        assertThatThrownBy(() -> await(absent.fetchOne())).isInstanceOf(InvalidCursorNameException.class);
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void nameIsQuoted() {
        String name = "1-2-3 \\ \"te%st\"; DROP TABLE x; --";
        await(connection.execute("BEGIN"));
        PgCursor cursor = connection.cursor(name);
        await(cursor.execute("SELECT generate_series(1, %s)", 3));
        assertThat(await(connection.fetchOne("SELECT name FROM pg_cursors WHERE name <> ''")).getString(0)).isEqualTo(name);
        assertThat(await(cursor.fetchAll())).hasSize(3);
        await(cursor.close());
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void cursorDeclaredElsewhereIsReadAndClosed() {
        await(connection.execute("BEGIN"));
        await(connection.execute("DECLARE stolen CURSOR FOR SELECT generate_series(1, 7)"));
        PgCursor cursor = connection.cursor("stolen");
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        assertThat(ints(await(cursor.fetchMany(2)))).containsExactly(2, 3);
        await(cursor.close());
        assertThat(openCursors()).isZero();
        PgCursor unused = connection.cursor("unused");
        await(unused.close());
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INTRANS);
        await(connection.execute("COMMIT"));
    }

    @Test
    void withCursorClosesOnFailureAndOnCancel() {
        await(connection.execute("BEGIN"));
        assertThatThrownBy(() -> await(connection.withCursor(CursorOptions.named("a"),
                cursor -> cursor.execute("SELECT 1").chain(() -> cursor.fetchOne()).map(row -> 1 / (row.getInt(0) - 1)))))
                .isInstanceOf(ArithmeticException.class);
        assertThat(openCursors()).isZero();
        CompletableFuture<Void> started = new CompletableFuture<>();
        var running = connection.withCursor(CursorOptions.named("b"), cursor -> cursor.execute("SELECT 1")
                .invoke(() -> started.complete(null)).chain(() -> Uni.createFrom().nothing()))
                .subscribe().with(done -> {
                });
        started.orTimeout(30, TimeUnit.SECONDS).join();
        running.cancel();
        assertThat(openCursors()).isZero();
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INTRANS);
        await(connection.execute("COMMIT"));
    }

    @Test
    void cancelledRowsEndASlowFetchOnTheServer() {
        PgCursor cursor = declared("SELECT g, pg_sleep(60) FROM generate_series(1, 2) g");
        int pid = connection.backendPid();
        String active = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND state = 'active'";
        AssertSubscriber<Row> subscriber = cursor.rows().subscribe().withSubscriber(AssertSubscriber.create(10));
        until("it runs", () -> fromOutside(active, pid) == 1);
        subscriber.cancel();
        until("it has ended", () -> fromOutside(active, pid) == 0);
        await(connection.execute("ROLLBACK"));
        assertThat(await(connection.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
    }

    @Test
    void abandonedCursorEndsWhenItsConnectionGoesBack() {
        PgPool pool = driver.createPool(server(), PgPoolOptions.builder().maxSize(1).build());
        PgConnection borrowed = await(pool.acquire());
        int pid = borrowed.backendPid();
        PgCursor held = borrowed.cursor(CursorOptions.builder().name("held").withHold(true).build());
        await(held.execute("SELECT generate_series(1, 10)"));
        await(held.fetchOne());
        await(borrowed.execute("BEGIN"));
        PgCursor open = borrowed.cursor("open");
        await(open.execute("SELECT generate_series(1, 10)"));
        Subscription[] left = new Subscription[1];
        open.rows().onSubscription().invoke(s -> left[0] = s).subscribe().withSubscriber(AssertSubscriber.create(1));
        await(borrowed.close());
        assertThat(held.isClosed()).isTrue();
        PgConnection next = await(pool.acquire());
        assertThat(next.backendPid()).isEqualTo(pid);
        assertThat(await(next.fetchOne("SELECT count(*) FROM pg_cursors WHERE name <> ''")).getLong(0)).isZero();
        await(next.close());
        await(pool.close());
    }

    @Test
    void operationsWithoutWaitingRunInOrder() {
        connection.execute("BEGIN").subscribeAsCompletionStage();
        PgCursor cursor = connection.cursor("n");
        cursor.execute("SELECT generate_series(1, 3)").subscribeAsCompletionStage();
        CompletableFuture<Row> one = cursor.fetchOne().subscribeAsCompletionStage();
        CompletableFuture<List<Row>> rest = cursor.fetchAll().subscribeAsCompletionStage();
        connection.execute("COMMIT").subscribeAsCompletionStage();
        assertThat(one.orTimeout(30, TimeUnit.SECONDS).join().getInt(0)).isEqualTo(1);
        assertThat(rest.orTimeout(30, TimeUnit.SECONDS).join()).hasSize(2);
        assertThat(openCursors()).isZero();
    }
}
