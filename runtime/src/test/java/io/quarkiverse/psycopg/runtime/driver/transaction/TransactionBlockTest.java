package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.runtime.driver.transaction.Sessions.failure;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.Fault.Direction;
import io.quarkiverse.psycopg.testsupport.Fault.Effect;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** inTransaction: what is sent, what is kept, and who is told. */
class TransactionBlockTest {

    private final Sessions sessions = new Sessions(TestServer.v18());
    private final PgConnection connection = sessions.connect();

    @BeforeEach
    void table() {
        TestServer.v18().execute("DROP TABLE IF EXISTS blocks", "CREATE TABLE blocks (a int PRIMARY KEY)");
        sessions.forgetLog();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private static Uni<Void> insert(PgConnection c, int value) {
        return c.execute("INSERT INTO blocks VALUES (" + value + ")").replaceWithVoid();
    }

    private static <T> Uni<T> boom() {
        return Uni.createFrom().failure(new IllegalStateException("boom"));
    }

    private List<Integer> kept() {
        try (Sessions other = new Sessions(TestServer.v18())) {
            return await(other.connect().fetchAll("SELECT a FROM blocks ORDER BY a")).stream().map(row -> row.getInt(0))
                    .toList();
        }
    }

    @Test
    void modesAreTheOutermosts() {
        TransactionOptions options = TransactionOptions.serializable().readOnly();
        String level = await(connection.inTransaction(options,
                c -> c.inTransaction(inner -> inner.fetchOne("SHOW transaction_isolation").map(row -> row.getString(0)))));
        assertThat(level).isEqualTo("serializable");
        assertThat(sessions.logged(connection)).containsExactly("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
                "SAVEPOINT psycopg_1", "SHOW transaction_isolation", "RELEASE SAVEPOINT psycopg_1", "COMMIT");
        ProgrammingException refused = failure(
                connection.inTransaction(c -> c.inTransaction(options, inner -> insert(inner, 1))), ProgrammingException.class);
        assertThat(refused).hasMessageContaining("the outermost has them for all");
        assertThat(kept()).isEmpty();
    }

    @Test
    void failureOfANestedBlockTakesBackWhatItDidAlone() {
        await(connection.inTransaction(c -> insert(c, 1)
                .chain(() -> c.inTransaction(inner -> insert(inner, 2).chain(() -> boom())).onFailure().recoverWithNull())
                .chain(() -> c.inTransaction(inner -> insert(inner, 3)))));
        assertThat(kept()).containsExactly(1, 3);
    }

    @Test
    void nestedBlockThatHidesAnErrorIsTakenBackAndToldSo() {
        PgException[] told = new PgException[1];
        await(connection.inTransaction(c -> insert(c, 1)
                .chain(() -> c.inTransaction(
                        inner -> insert(inner, 2).chain(() -> insert(inner, 1)).onFailure().recoverWithNull()))
                .onFailure(PgException.class).recoverWithItem(failure -> {
                    told[0] = (PgException) failure;
                    return null;
                }).chain(() -> insert(c, 4))));
        assertThat(told[0].sqlState()).contains("25P02");
        assertThat(kept()).containsExactly(1, 4);
    }

    @Test
    void commitThatBecameARollbackIsAnError() {
        PgException refused = failure(connection.inTransaction(
                c -> insert(c, 1).chain(() -> c.execute("SELECT 1/0").onFailure().recoverWithNull())), PgException.class);
        assertThat(refused.sqlState()).contains("25P02");
        assertThat(refused).hasMessageContaining("rolled back instead of committed");
        assertThat(kept()).isEmpty();
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
    }

    @Test
    void deferredConstraintFailsTheCommit() {
        await(connection.execute("CREATE TEMP TABLE d (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)"));
        PgException refused = failure(connection.inTransaction(c -> c.execute("INSERT INTO d VALUES (1), (1)")),
                PgException.class);
        assertThat(refused.sqlState()).contains("23505");
        assertThat(await(connection.fetchOne("SELECT count(*) FROM d")).getLong(0)).isZero();
    }

    @Test
    void cancelRollsBack() {
        List<String> hooks = Collections.synchronizedList(new ArrayList<>());
        Cancellable running = connection.inTransaction(c -> insert(c, 1).invoke(() -> c.afterCommit(() -> hooks.add("done")))
                .chain(() -> c.execute("SELECT pg_sleep(60)"))).subscribe().with(x -> {
                }, x -> {
                });
        until("the function sleeps", () -> sessions.count(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = "
                        + connection.backendPid()) == 1);
        running.cancel();
        await(connection.inTransaction(c -> insert(c, 2)));
        assertThat(kept()).containsExactly(2);
        assertThat(hooks).isEmpty();
    }

    @Test
    void poolRollsBackOnCancelAndHasItsConnectionBack() {
        PgPool pool = sessions.pool(1);
        Cancellable running = pool.inTransaction(c -> insert(c, 1).chain(() -> c.execute("SELECT pg_sleep(61)"))).subscribe()
                .with(x -> {
                }, x -> {
                });
        until("the function sleeps", () -> sessions
                .count("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%(61)%'") == 1);
        running.cancel();
        await(pool.inTransaction(c -> insert(c, 2)));
        assertThat(kept()).containsExactly(2);
    }

    @Test
    void throwingFunctionRollsBack() {
        assertThatThrownBy(() -> await(connection.inTransaction(c -> {
            throw new IllegalStateException("thrown");
        }))).hasMessage("thrown");
        assertThat(sessions.logged(connection)).containsExactly("BEGIN", "ROLLBACK");
    }

    @Test
    void endingItByHandIsToldAtTheEnd() {
        ProgrammingException refused = failure(
                connection.inTransaction(c -> insert(c, 1).chain(() -> c.execute("COMMIT"))), ProgrammingException.class);
        assertThat(refused).hasMessageContaining("has committed it or rolled it back");
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
    }

    @Test
    void commitAndRollbackInsideAreRefused() {
        assertThat(failure(connection.inTransaction(PgConnection::commit), ProgrammingException.class))
                .hasMessageContaining("commit cannot be used inside inTransaction");
        assertThat(failure(connection.inTransaction(PgConnection::rollback), ProgrammingException.class))
                .hasMessageContaining("rollback cannot be used inside inTransaction");
        failure(connection.inTransaction(c -> c.autocommit(false)), ProgrammingException.class);
        failure(connection.inTransaction(PgConnection::reset), ProgrammingException.class);
        await(connection.inTransaction(c -> insert(c, 7)));
        assertThat(kept()).containsExactly(7);
    }

    @Test
    void failedTransactionBegunByHandCannotBeGoneOnWith() {
        await(connection.execute("BEGIN"));
        failure(connection.execute("SELECT 1/0"), DataException.class);
        PgException refused = failure(connection.inTransaction(c -> insert(c, 1)), PgException.class);
        assertThat(refused.sqlState()).contains("25P02");
        assertThat(refused).hasMessageContaining("roll it back first");
    }

    @Test
    void blocksSideBySideOnOneConnectionAreTold() {
        Uni<Void> first = connection.inTransaction(c -> insert(c, 1));
        Uni<Void> second = connection
                .inTransaction(c -> insert(c, 2).chain(() -> c.execute("SELECT pg_sleep(0.2)")).replaceWithVoid());
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        await(Uni.combine().all().unis(first.onFailure().invoke(failures::add), second.onFailure().invoke(failures::add))
                .usingConcurrencyOf(2).collectFailures().discardItems().onFailure().recoverWithNull());
        assertThat(failures).hasSize(2).allMatch(ProgrammingException.class::isInstance);
        assertThat(kept()).isEmpty();
        await(connection.inTransaction(c -> insert(c, 3)));
        assertThat(kept()).containsExactly(3);
    }

    @Test
    void withoutAutocommitTheModesAreTheSessions() {
        await(connection.setSession(TransactionOptions.serializable(), false));
        sessions.forgetLog();
        await(connection.inTransaction(c -> insert(c, 1)));
        await(connection.execute("SELECT 1"));
        await(connection.inTransaction(c -> insert(c, 2)));
        await(connection.commit());
        assertThat(sessions.logged(connection)).containsExactly("BEGIN ISOLATION LEVEL SERIALIZABLE",
                "INSERT INTO blocks VALUES (1)", "COMMIT", "BEGIN ISOLATION LEVEL SERIALIZABLE", "SELECT 1",
                "SAVEPOINT psycopg_0", "INSERT INTO blocks VALUES (2)", "RELEASE SAVEPOINT psycopg_0", "COMMIT");
    }

    @Test
    void hooksRunOnceAfterTheCommitAndInOrder() {
        List<String> hooks = Collections.synchronizedList(new ArrayList<>());
        await(connection.inTransaction(c -> insert(c, 1).invoke(() -> c.afterCommit(
                () -> hooks.add("outer " + sessions.count("SELECT count(*) FROM blocks"))))
                .chain(() -> c
                        .inTransaction(inner -> insert(inner, 2).invoke(() -> inner.afterCommit(() -> hooks.add("inner")))))
                .chain(() -> c.inTransaction(inner -> {
                    inner.afterCommit(() -> hooks.add("never"));
                    return boom();
                }).onFailure().recoverWithNull()).invoke(() -> assertThat(hooks).isEmpty())));
        assertThat(hooks).containsExactly("outer 2", "inner");
        await(connection.inTransaction(c -> insert(c, 3)));
        assertThat(hooks).hasSize(2);
    }

    @Test
    void hookThatFailsLeavesTheCommitASuccess() {
        await(connection.inTransaction(c -> {
            c.afterCommit(() -> {
                throw new IllegalStateException("dropped");
            });
            return insert(c, 1);
        }));
        assertThat(kept()).containsExactly(1);
    }

    @Test
    void hooksNeverRunOnRollback() {
        List<String> hooks = new ArrayList<>();
        assertThatThrownBy(() -> await(connection.inTransaction(c -> {
            c.afterCommit(() -> hooks.add("never"));
            return boom();
        }))).hasMessage("boom");
        assertThat(hooks).isEmpty();
    }

    @Test
    void hooksNeedABlock() {
        assertThatThrownBy(() -> connection.afterCommit(() -> {
        })).isInstanceOf(ProgrammingException.class).hasMessageContaining("inside inTransaction");
        await(connection.execute("BEGIN"));
        assertThat(failure(connection.inTransaction(c -> {
            c.afterCommit(() -> {
            });
            return insert(c, 1);
        }), ProgrammingException.class)).hasMessageContaining("inside inTransaction");
    }

    @Test
    void lostCommitIsUnknownAndRunsNoHook() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgConnection through = sessions.connect(sessions.options().host(proxy.host(), proxy.port()).build());
            List<String> hooks = Collections.synchronizedList(new ArrayList<>());
            PgException[] told = new PgException[1];
            through.inTransaction(c -> insert(c, 1).invoke(() -> {
                c.afterCommit(() -> hooks.add("never"));
                proxy.link(0).apply(Effect.STALL, Direction.TO_CLIENT);
            })).subscribe().with(x -> {
            }, x -> told[0] = (PgException) x);
            until("the server has committed", () -> sessions.count("SELECT count(*) FROM blocks") == 1);
            proxy.cutAll(Effect.FIN);
            until("the caller is told", () -> told[0] != null);
            assertThat(told[0].outcome()).contains(Outcome.UNKNOWN);
            assertThat(told[0].isTransient()).isFalse();
            assertThat(hooks).isEmpty();
        }
    }
}
