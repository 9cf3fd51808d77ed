package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** The statement cache while the ground moves under it. */
class PreparedStatementsTest {

    private Vertx vertx;
    private PgConnection connection;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        await(connection.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void connect(PostgresVersion version, int cacheSize) {
        connection = await(new PsycopgDriver(vertx)
                .connect(TestServer.shared(version).options().toBuilder().statementCacheSize(cacheSize).build()));
    }

    private Row one(String sql, Object... args) {
        return await(connection.fetchOne(sql, args));
    }

    private long preparedOnServer() {
        return await(connection.execute("SELECT 1")).rowCount() * one("SELECT count(*) FROM pg_prepared_statements").getLong(0);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void discardAndDeallocateAreFollowed(PostgresVersion version) {
        connect(version, 256);
        for (String command : new String[] { "DISCARD ALL", "DEALLOCATE ALL", "DEALLOCATE psycopg_1" }) {
            assertThat(one("SELECT %s::int + 1", 1).getInt(0)).isEqualTo(2);
            await(connection.execute("SELECT 'a statement in between'"));
            try {
                await(connection.execute(command));
            } catch (PgException e) {
                assertThat(e.sqlState()).as("the name was never used in this turn").contains("26000");
            }
            assertThat(one("SELECT %s::int + 1", 2).getInt(0)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void deallocateInATransactionIsFollowed(PostgresVersion version) {
        connect(version, 256);
        assertThat(one("SELECT %s::int + 1", 1).getInt(0)).isEqualTo(2);
        await(connection.execute("BEGIN"));
        await(connection.execute("DEALLOCATE ALL"));
        assertThat(one("SELECT %s::int + 1", 2).getInt(0)).isEqualTo(3);
        await(connection.execute("COMMIT"));
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void deallocateInsideAFunctionIsRecoveredFrom(PostgresVersion version) {
        connect(version, 256);
        assertThat(one("SELECT %s::int + 1", 1).getInt(0)).isEqualTo(2);
        await(connection.execute("DO $$BEGIN EXECUTE 'DEALLOCATE ALL'; END$$"));
        assertThat(one("SELECT %s::int + 1", 2).getInt(0)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void changedTableGivesItsNewColumns(PostgresVersion version) {
        connect(version, 256);
        await(connection.execute("CREATE TEMP TABLE moving (a int); INSERT INTO moving VALUES (1)"));
        assertThat(one("SELECT * FROM moving").size()).isEqualTo(1);
        await(connection.execute("ALTER TABLE moving ADD b text DEFAULT 'x'"));
        assertThat(one("SELECT * FROM moving").getString("b")).isEqualTo("x");
        await(connection.execute("ALTER TABLE moving ALTER a TYPE text USING 'n' || a"));
        assertThat(one("SELECT * FROM moving").getString("a")).isEqualTo("n1");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void changedTableInATransactionIsAnErrorAndNeverAReplay(PostgresVersion version) {
        connect(version, 256);
        await(connection.execute("CREATE TEMP TABLE moving (a int); INSERT INTO moving VALUES (1)"));
        one("SELECT * FROM moving");
        await(connection.execute("BEGIN"));
        await(connection.execute("ALTER TABLE moving ADD b text"));
        assertThatThrownBy(() -> one("SELECT * FROM moving")).satisfies(
                e -> assertThat(((PgException) e).sqlState()).contains("0A000"));
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INERROR);
        await(connection.execute("ROLLBACK"));
        assertThat(one("SELECT * FROM moving").getInt("a")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void searchPathDecidesWhichTableIsMeant(PostgresVersion version) {
        connect(version, 256);
        await(connection.execute("DROP SCHEMA IF EXISTS path_a, path_b CASCADE; CREATE SCHEMA path_a; CREATE SCHEMA path_b;"
                + "CREATE TABLE path_a.t AS SELECT 1 AS v; CREATE TABLE path_b.t AS SELECT 'two'::text AS v"));
        await(connection.execute("SET search_path = path_a"));
        assertThat(one("SELECT v FROM t").getInt(0)).isEqualTo(1);
        await(connection.execute("SET search_path = path_b"));
        assertThat(one("SELECT v FROM t").getString(0)).isEqualTo("two");
        await(connection.execute("DROP SCHEMA path_a, path_b CASCADE"));
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void leastRecentlyUsedStatementsAreClosedOnTheServer(PostgresVersion version) {
        connect(version, 8);
        for (int i = 0; i < 50; i++) {
            assertThat(one("SELECT %s::int + " + i, 1).getInt(0)).isEqualTo(i + 1);
        }
        assertThat(preparedOnServer()).isBetween(1L, 9L);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void cacheOfSizeZeroPreparesNothing(PostgresVersion version) {
        connect(version, 0);
        assertThat(one("SELECT %s::int + 1", 1).getInt(0)).isEqualTo(2);
        assertThat(preparedOnServer()).isZero();
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void commitOfAFailedTransactionIsAnError(PostgresVersion version) {
        connect(version, 256);
        await(connection.execute("BEGIN"));
        assertThatThrownBy(() -> one("SELECT 1 / %s", 0)).isInstanceOf(PgException.class);
        assertThatThrownBy(() -> await(connection.execute("COMMIT"))).isInstanceOf(PgException.class)
                .hasMessageContaining("rolled back instead of committed");
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
    }
}
