package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.runtime.driver.transaction.Sessions.failure;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Whole transactions that are run again. */
class RetryingTransactionsTest {

    private static final RetryPolicy QUICK = RetryPolicy.defaults().pauses(Duration.ZERO, Duration.ofMillis(5));

    private final Sessions sessions = new Sessions(TestServer.v18());
    private final PgPool pool = sessions.pool(4);

    @BeforeEach
    void table() {
        TestServer.v18().execute("DROP TABLE IF EXISTS tries", "CREATE TABLE tries (a int PRIMARY KEY, n int)",
                "INSERT INTO tries VALUES (1, 0), (2, 0)");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    /** Adds one to what it has read, after another has changed it as often as said. */
    private Uni<Integer> increment(PgConnection c, AtomicInteger attempts, int disturbed) {
        return c.fetchOne("SELECT n FROM tries WHERE a = 1").chain(row -> {
            Uni<?> other = attempts.incrementAndGet() <= disturbed
                    ? pool.execute("UPDATE tries SET n = n + 10 WHERE a = 1")
                    : Uni.createFrom().nullItem();
            return other.chain(() -> c.execute("UPDATE tries SET n = %s WHERE a = 1", row.getInt(0) + 1))
                    .replaceWith(row.getInt(0) + 1);
        });
    }

    @Test
    void serializationFailureRunsTheWholeFunctionAgain() {
        AtomicInteger attempts = new AtomicInteger();
        int result = await(pool.retrying(QUICK).inTransaction(TransactionOptions.serializable(),
                c -> increment(c, attempts, 2)));
        assertThat(attempts).hasValue(3);
        assertThat(result).isEqualTo(21);
        assertThat(sessions.count("SELECT n FROM tries WHERE a = 1")).isEqualTo(21);
    }

    @Test
    void limitHoldsAndTheLastFailureIsTold() {
        AtomicInteger attempts = new AtomicInteger();
        PgException last = failure(pool.retrying(QUICK.attempts(3)).inTransaction(TransactionOptions.serializable(),
                c -> increment(c, attempts, Integer.MAX_VALUE)), PgException.class);
        assertThat(last.sqlState()).contains("40001");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void deadlockIsRunAgain() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger ready = new AtomicInteger();
        CompletableFuture<Void> bothHaveLocked = new CompletableFuture<>();
        Uni<Void> up = pool.retrying(QUICK).inTransaction(c -> crossing(c, 1, 2, attempts, ready, bothHaveLocked));
        Uni<Void> down = pool.retrying(QUICK).inTransaction(c -> crossing(c, 2, 1, attempts, ready, bothHaveLocked));
        await(Uni.combine().all().unis(up, down).discardItems());
        assertThat(attempts).hasValueGreaterThanOrEqualTo(3);
        assertThat(sessions.count("SELECT sum(n) FROM tries")).isEqualTo(4);
    }

    /** Locks one row, waits until the other has locked its own, then wants the other's. */
    private Uni<Void> crossing(PgConnection c, int first, int second, AtomicInteger attempts, AtomicInteger ready,
            CompletableFuture<Void> bothHaveLocked) {
        attempts.incrementAndGet();
        return c.execute("SET LOCAL deadlock_timeout = '50ms'")
                .chain(() -> c.execute("UPDATE tries SET n = n + 1 WHERE a = %s", first))
                .chain(() -> {
                    if (ready.incrementAndGet() == 2) {
                        bothHaveLocked.complete(null);
                    }
                    return Uni.createFrom().completionStage(bothHaveLocked);
                })
                .chain(() -> c.execute("UPDATE tries SET n = n + 1 WHERE a = %s", second)).replaceWithVoid();
    }

    @Test
    void otherFailuresAreToldAtOnce() {
        AtomicInteger attempts = new AtomicInteger();
        failure(pool.retrying(QUICK).inTransaction(c -> {
            attempts.incrementAndGet();
            return c.execute("SELECT 1/0");
        }), PgException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void unknownOutcomeIsNeverRunAgain() {
        AtomicInteger attempts = new AtomicInteger();
        failure(pool.retrying(QUICK).inTransaction(c -> {
            attempts.incrementAndGet();
            return Uni.createFrom().failure(new ConnectionLostException("lost", serializationFailure(), Outcome.UNKNOWN));
        }), PgException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void failureThatTheFunctionHasWrappedIsRecognized() {
        AtomicInteger attempts = new AtomicInteger();
        await(pool.retrying(QUICK).inTransaction(c -> attempts.incrementAndGet() == 1
                ? Uni.createFrom().failure(new IllegalStateException("wrapped", serializationFailure()))
                : Uni.createFrom().voidItem()));
        assertThat(attempts).hasValue(2);
    }

    private static PgException serializationFailure() {
        return ServerErrors.of(new Diagnostics(Map.of('S', "ERROR", 'C', "40001", 'M', "could not serialize")));
    }

    @Test
    void insideATransactionOfTheCallerItIsRefused() {
        AtomicInteger attempts = new AtomicInteger();
        PgConnection connection = sessions.connect();
        ProgrammingException refused = failure(
                connection.inTransaction(c -> c.retrying(QUICK).inTransaction(inner -> increment(inner, attempts, 0))),
                ProgrammingException.class);
        assertThat(refused).hasMessageContaining("retrying cannot be used inside a transaction");
        await(connection.execute("BEGIN"));
        failure(connection.retrying(QUICK).inTransaction(inner -> increment(inner, attempts, 0)), ProgrammingException.class);
        await(connection.rollback());
        assertThat(attempts).hasValue(0);
        int result = await(connection.retrying(QUICK).inTransaction(inner -> increment(inner, attempts, 0)));
        assertThat(result).isEqualTo(1);
    }

    @Test
    void cancelDuringThePauseEndsIt() {
        AtomicInteger attempts = new AtomicInteger();
        Cancellable running = pool.retrying(RetryPolicy.defaults().pauses(Duration.ofHours(1), Duration.ofHours(1)))
                .inTransaction(c -> {
                    attempts.incrementAndGet();
                    return Uni.createFrom().failure(serializationFailure());
                }).subscribe().with(x -> {
                }, x -> {
                });
        until("the first attempt has failed", () -> attempts.get() == 1 && pool.statistics().inUse() == 0);
        running.cancel();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void resultComesOnTheCallersContext() {
        Vertx vertx = Vertx.vertx();
        Context context = vertx.getOrCreateContext();
        AtomicReference<Context> seen = new AtomicReference<>();
        AtomicInteger attempts = new AtomicInteger();
        context.runOnContext(x -> pool.retrying(QUICK).inTransaction(TransactionOptions.serializable(),
                c -> increment(c, attempts, 1)).subscribe().with(n -> seen.set(Vertx.currentContext())));
        until("the second attempt has succeeded", () -> seen.get() != null);
        assertThat(seen.get()).isSameAs(context);
        assertThat(attempts).hasValue(2);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void policyRefusesWhatMakesNoSense() {
        assertThatThrownBy(() -> RetryPolicy.defaults().attempts(0)).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> RetryPolicy.defaults().pauses(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> RetryPolicy.defaults().pauses(Duration.ofSeconds(-2), Duration.ofSeconds(1)))
                .isInstanceOf(ProgrammingException.class);
    }
}
