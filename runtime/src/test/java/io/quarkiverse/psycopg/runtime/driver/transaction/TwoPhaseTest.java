package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.runtime.driver.transaction.Sessions.failure;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** Two-phase commit, here, from another connection, and after a restart of the server. */
class TwoPhaseTest {

    private static PgConnection begun(Sessions sessions, Xid xid) {
        PgConnection connection = sessions.connect();
        await(connection.execute("CREATE TABLE IF NOT EXISTS phases (a text)"));
        await(connection.autocommit(false));
        await(connection.tpcBegin(xid));
        await(connection.execute("INSERT INTO phases VALUES (%s)", xid.toString()));
        return connection;
    }

    private static PgConnection prepared(Sessions sessions, Xid xid) {
        PgConnection connection = begun(sessions, xid);
        await(connection.tpcPrepare());
        assertThat(connection.status()).isEqualTo(ConnectionStatus.PREPARED);
        return connection;
    }

    private static Xid unique() {
        return Xid.of(7, UUID.randomUUID().toString(), "branch");
    }

    private static long kept(Sessions sessions, Xid xid) {
        return await(sessions.connect().fetchOne("SELECT count(*) FROM phases WHERE a = %s", xid.toString())).getLong(0);
    }

    @Test
    void bothPhasesHere() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            Xid committed = unique();
            PgConnection connection = prepared(sessions, committed);
            assertThat(kept(sessions, committed)).isZero();
            await(connection.tpcCommit());
            assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
            assertThat(kept(sessions, committed)).isEqualTo(1);
            Xid rolledBack = unique();
            await(prepared(sessions, rolledBack).tpcRollback());
            assertThat(kept(sessions, rolledBack)).isZero();
        }
    }

    @Test
    void onePhaseWhereItIsNotPrepared() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            Xid xid = unique();
            PgConnection connection = begun(sessions, xid);
            sessions.forgetLog();
            await(connection.tpcCommit());
            assertThat(sessions.logged(connection)).containsExactly("COMMIT");
            assertThat(kept(sessions, xid)).isEqualTo(1);
        }
    }

    @Test
    void recoveredAndFinishedByAnotherConnection() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            Xid xid = unique();
            await(prepared(sessions, xid).close());
            PgConnection other = sessions.connect();
            Xid recovered = await(other.tpcRecover()).stream().filter(xid::equals).findFirst().orElseThrow();
            assertThat(recovered.formatId()).hasValue(7);
            assertThat(recovered.gtrid()).isEqualTo(xid.gtrid());
            assertThat(recovered.bqual()).contains("branch");
            assertThat(recovered.owner()).contains(TestServer.USER);
            assertThat(recovered.database()).contains(TestServer.DATABASE);
            assertThat(recovered.prepared()).isPresent();
            await(other.tpcCommit(recovered));
            assertThat(await(other.tpcRecover())).doesNotContain(xid);
            assertThat(kept(sessions, xid)).isEqualTo(1);
        }
    }

    @Test
    void recoveredAfterARestartOfTheServer() {
        try (TestServer server = TestServer.builder().build()) {
            Xid committed = unique();
            Xid rolledBack = unique();
            try (Sessions before = new Sessions(server)) {
                prepared(before, committed);
                prepared(before, rolledBack);
                server.restart();
            }
            try (Sessions after = new Sessions(server)) {
                PgConnection connection = after.connect();
                assertThat(await(connection.tpcRecover())).containsExactlyInAnyOrder(committed, rolledBack);
                await(connection.tpcCommit(committed));
                await(connection.tpcRollback(rolledBack));
                assertThat(await(connection.tpcRecover())).isEmpty();
                assertThat(kept(after, committed)).isEqualTo(1);
                assertThat(kept(after, rolledBack)).isZero();
            }
        }
    }

    @Test
    void textOfAnotherProgramIsKeptAsItIs() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            String text = "it's \\ another's " + UUID.randomUUID();
            PgConnection other = sessions.connect();
            await(other.execute("BEGIN"));
            await(other.execute("CREATE TEMP TABLE IF NOT EXISTS unused (a int) ON COMMIT DROP; DROP TABLE unused"));
            await(other.rollback());
            await(other.execute("BEGIN"));
            await(other.execute("PREPARE TRANSACTION '" + text.replace("'", "''") + "'"));
            Xid xid = await(other.tpcRecover()).stream().filter(x -> x.toString().equals(text)).findFirst().orElseThrow();
            assertThat(xid.formatId()).isEmpty();
            assertThat(xid.gtrid()).isEqualTo(text);
            assertThat(xid.bqual()).isEmpty();
            await(other.tpcRollback(xid));
        }
    }

    @Test
    void transactionOfAnotherDatabaseIsRefusedByTheServer() {
        TestServer.v18().execute("DROP DATABASE IF EXISTS phases_elsewhere", "CREATE DATABASE phases_elsewhere");
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            Xid xid = unique();
            PgConnection elsewhere = sessions.connect(sessions.options().database("phases_elsewhere").build());
            await(elsewhere.autocommit(false));
            await(elsewhere.tpcBegin(xid));
            await(elsewhere.tpcPrepare());
            PgConnection here = sessions.connect();
            Xid recovered = await(here.tpcRecover()).stream().filter(xid::equals).findFirst().orElseThrow();
            assertThat(recovered.database()).contains("phases_elsewhere");
            assertThat(failure(here.tpcCommit(recovered), PgException.class).sqlState()).contains("0A000");
            await(elsewhere.tpcRollback());
        }
    }

    @Test
    void wrongOrderIsRefused() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            PgConnection connection = sessions.connect();
            Xid xid = unique();
            assertThat(failure(connection.tpcBegin(xid), ProgrammingException.class)).hasMessageContaining("autocommit");
            failure(connection.tpcPrepare(), ProgrammingException.class);
            failure(connection.tpcCommit(), ProgrammingException.class);
            failure(connection.tpcRollback(), ProgrammingException.class);
            await(connection.autocommit(false));
            await(connection.execute("SELECT 1"));
            assertThat(failure(connection.tpcBegin(xid), ProgrammingException.class))
                    .hasMessageContaining("inside a transaction");
            assertThat(failure(connection.tpcCommit(xid), ProgrammingException.class))
                    .hasMessageContaining("outside a transaction");
            await(connection.rollback());
            await(connection.tpcBegin(xid));
            failure(connection.tpcBegin(xid), ProgrammingException.class);
            failure(connection.commit(), ProgrammingException.class);
            failure(connection.rollback(), ProgrammingException.class);
            await(connection.tpcPrepare());
            failure(connection.tpcPrepare(), ProgrammingException.class);
            failure(connection.tpcRecover(), ProgrammingException.class);
            failure(connection.execute("SELECT 1"), ProgrammingException.class);
            failure(connection.fetchOne("SELECT %s", Args.of(1)), ProgrammingException.class);
            failure(connection.autocommit(true), ProgrammingException.class);
            failure(connection.inTransaction(c -> c.execute("SELECT 1")), ProgrammingException.class);
            failure(connection.reset(), ProgrammingException.class);
            await(connection.tpcRollback());
            await(connection.execute("SELECT 1"));
        }
    }

    @Test
    void failedTransactionIsNotPrepared() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            Xid xid = unique();
            PgConnection connection = begun(sessions, xid);
            failure(connection.execute("SELECT 1/0"), DataException.class);
            sessions.forgetLog();
            assertThat(failure(connection.tpcPrepare(), PgException.class).sqlState()).contains("25P02");
            assertThat(sessions.logged(connection)).isEmpty();
            assertThat(connection.status()).isEqualTo(ConnectionStatus.BEGIN);
            await(connection.tpcRollback());
            assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
            assertThat(await(connection.tpcRecover())).doesNotContain(xid);
        }
    }

    @Test
    void commitOfAFailedOneIsAnError() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            PgConnection connection = begun(sessions, unique());
            failure(connection.execute("SELECT 1/0"), DataException.class);
            assertThat(failure(connection.tpcCommit(), PgException.class).sqlState()).contains("25P02");
            assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
            assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
        }
    }

    @Test
    void failedSecondPhaseLeavesTheConnectionUsable() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            Xid xid = unique();
            PgConnection connection = prepared(sessions, xid);
            await(sessions.connect().tpcCommit(xid));
            assertThat(failure(connection.tpcCommit(), PgException.class).sqlState()).contains("42704");
            assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
            await(connection.execute("SELECT 1"));
        }
    }

    @Test
    void serverWithoutPreparedTransactionsSaysSo() {
        try (TestServer server = TestServer.builder().setting("max_prepared_transactions", "0").build();
                Sessions sessions = new Sessions(server)) {
            PgConnection connection = begun(sessions, unique());
            PgException refused = failure(connection.tpcPrepare(), PgException.class);
            assertThat(refused.sqlState()).contains("55000");
            assertThat(refused).hasMessageContaining("max_prepared_transactions");
            assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
            assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
            await(connection.execute("SELECT 1"));
            await(connection.commit());
        }
    }

    @Test
    void borrowerWhoPreparesAndReturnsLeavesNothingBehindForTheNext() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            PgPool pool = sessions.pool(1);
            Xid xid = unique();
            await(pool.withConnection(
                    c -> c.autocommit(false).chain(() -> c.tpcBegin(xid)).chain(c::tpcPrepare)));
            await(pool.withConnection(c -> {
                assertThat(c.status()).isEqualTo(ConnectionStatus.READY);
                assertThat(c.autocommit()).isTrue();
                return c.tpcRollback(xid);
            }));
        }
    }

    @Test
    void longestAndStrangestPartsGoThere() {
        try (Sessions sessions = new Sessions(TestServer.v18())) {
            for (Xid xid : List.of(Xid.of(0, "", ""), Xid.of(Integer.MAX_VALUE, "~".repeat(64), " ".repeat(64)))) {
                PgConnection connection = sessions.connect();
                await(connection.autocommit(false));
                await(connection.tpcBegin(xid));
                await(connection.tpcPrepare());
                assertThat(await(sessions.connect().tpcRecover())).contains(xid);
                await(connection.tpcRollback());
            }
            Xid tooLong = Xid.fromString("x".repeat(300));
            PgConnection connection = begun(sessions, tooLong);
            assertThat(failure(connection.tpcPrepare(), PgException.class).sqlState()).contains("22023");
            await(connection.tpcRollback().onFailure(ProgrammingException.class).recoverWithNull());
            await(connection.execute("SELECT 1"));
        }
    }
}
