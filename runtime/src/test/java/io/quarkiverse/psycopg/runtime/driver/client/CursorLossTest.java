package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Cursors whose connection is lost end, once, with an error; and cursors on the oldest server work as on the newest. */
class CursorLossTest extends CursorTests {

    private void kill() {
        fromOutside("SELECT pg_terminate_backend(%s, 20000)::int", connection.backendPid());
    }

    @Test
    void rowsEndOnceWhenTheConnectionIsLost() {
        await(connection.execute("BEGIN"));
        PgCursor cursor = connection.cursor("lost").iterSize(5);
        await(cursor.execute("SELECT generate_series(1, 100)"));
        AssertSubscriber<Row> rows = cursor.rows().subscribe().withSubscriber(AssertSubscriber.create(5));
        rows.awaitItems(5, LIMIT);
        kill();
        rows.request(Long.MAX_VALUE);
        rows.awaitFailure(LIMIT);
        assertThat(rows.getFailure()).isInstanceOf(PgException.class);
        assertThat(ints(rows.getItems())).startsWith(1, 2, 3, 4, 5);
        assertThat(cursor.isClosed()).isTrue();
        await(cursor.close());
    }

    @Test
    void allThatWaitsIsTold() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> running = cursor.execute("SELECT pg_sleep(60)").subscribeAsCompletionStage();
        CompletableFuture<Row> one = cursor.fetchOne().subscribeAsCompletionStage();
        CompletableFuture<Args> called = cursor.callProc("pi").subscribeAsCompletionStage();
        CompletableFuture<List<Row>> all = cursor.fetchAll().subscribeAsCompletionStage();
        until("it runs", () -> connection.isExecuting());
        kill();
        for (CompletableFuture<?> waiting : List.of(running, one, called, all)) {
            Throwable failure = waiting.handle((item, cause) -> cause).orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(failure).isInstanceOf(PgException.class);
        }
        assertThatThrownBy(() -> await(cursor.fetchOne())).isInstanceOf(InterfaceException.class);
    }

    @Test
    void cancelledWaiterDoesNotHoldUpThoseBehindIt() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> running = cursor.execute("SELECT 1 FROM pg_sleep(0.2)").subscribeAsCompletionStage();
        CompletableFuture<Row> gone = cursor.fetchOne().subscribeAsCompletionStage();
        CompletableFuture<Row> next = cursor.fetchOne().subscribeAsCompletionStage();
        gone.cancel(true);
        assertThat(next.orTimeout(30, TimeUnit.SECONDS).join().getInt(0)).isEqualTo(1);
        assertThat(running).isCompleted();
    }

    @Test
    void oldestServerHasTheSameCursors() {
        PgConnection old = await(driver.connect(TestServer.v13().options()));
        try {
            await(old.execute("BEGIN"));
            PgCursor named = old.cursor(CursorOptions.builder().name("n").scrollable(true).build()).iterSize(4);
            await(named.execute("SELECT generate_series(1, %s)", 10));
            assertThat(ints(await(named.rows().collect().asList()))).hasSize(10);
            await(named.scroll(2, ScrollMode.ABSOLUTE));
            assertThat(await(named.fetchOne()).getInt(0)).isEqualTo(3);
            await(named.close());
            await(old.execute("CREATE PROCEDURE pg_temp.swap(INOUT x int, INOUT y int) LANGUAGE plpgsql AS "
                    + "'DECLARE z int := x; BEGIN x := y; y := z; END'"));
            PgCursor cursor = old.cursor();
            assertThat(((Args.Positional) await(cursor.callProc("pg_temp.swap", 1, 2))).values()).containsExactly(2, 1);
            await(cursor.callProc("lower", "ABC"));
            assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("abc");
            await(old.execute("ROLLBACK"));
        } finally {
            await(old.close());
        }
    }
}
