package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.error.QueryTimeoutException;

/**
 * The recorded behaviour of aiopg where a statement takes long: deadlines, cancellation, two statements at once. There the
 * connection is lost to it; here it goes on.
 */
class AiopgDeadlineTest extends CursorTests {

    /** There the connection is closed; here the statement ends on the server, and the connection goes on. */
    @Test
    @DisplayName("aiopg-0009, aiopg-0010: the connection's timeout, and one for a single statement")
    void timeouts() {
        PgConnection hasty = await(driver.connect(server().toBuilder().queryTimeout(Duration.ofMillis(200)).build()));
        PgCursor cursor = hasty.cursor();
        assertThatThrownBy(() -> await(cursor.execute("select pg_sleep(30)"))).isInstanceOf(QueryTimeoutException.class);
        assertThat(hasty.isClosed()).isFalse();
        await(hasty.close());
        PgCursor patient = connection.cursor();
        assertThatThrownBy(() -> await(patient.executeWithin(Duration.ofMillis(200), "select pg_sleep(30)", Args.none())))
                .isInstanceOf(QueryTimeoutException.class);
        await(patient.execute("select 1"));
        assertThat(await(patient.fetchOne()).getInt(0)).isEqualTo(1);
    }

    /** There the connection is closed; here the statement is cancelled on the server. */
    @Test
    @DisplayName("aiopg-0011: a cancelled execute")
    void cancelledExecute() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> running = cursor.execute("select pg_sleep(60)").subscribeAsCompletionStage();
        until("it runs", () -> connection.isExecuting());
        running.cancel(true);
        assertThat(running).isCancelled();
        until("it has ended", () -> !connection.isExecuting());
        assertThat(connection.isClosed()).isFalse();
        await(cursor.execute("select 1"));
    }

    /** There the second one is refused; here it waits its turn. */
    @Test
    @DisplayName("aiopg-0012: two executes at once")
    void twoExecutesAtOnce() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> first = cursor.execute("select pg_sleep(0.3)").subscribeAsCompletionStage();
        await(cursor.execute("select 1"));
        assertThat(first).isCompleted();
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
    }
}
