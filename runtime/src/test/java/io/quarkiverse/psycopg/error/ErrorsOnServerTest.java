package io.quarkiverse.psycopg.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.condition.UniqueViolationException;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.PlantedSecrets;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** What a failure of a real server shows: everything to who asks, no values to who logs. */
class ErrorsOnServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static Vertx vertx;
    private static PsycopgDriver driver;
    private static PgPool pool;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
        pool = driver.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(2).build());
        pool.execute("CREATE SCHEMA IF NOT EXISTS errors").await().atMost(LIMIT);
        pool.execute("CREATE TABLE IF NOT EXISTS errors.t (k text PRIMARY KEY, n int CHECK (n > 0))").await().atMost(LIMIT);
    }

    @AfterAll
    static void stop() {
        pool.execute("DROP SCHEMA errors CASCADE").await().atMost(LIMIT);
        driver.close().await().atMost(LIMIT);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The failure, shown in every way in which a failure is shown; the output is searched for planted secrets. */
    private static PgException failure(Uni<?> work) {
        PgException failure = catchThrowableOfType(PgException.class, () -> work.await().atMost(LIMIT));
        assertThat(failure).isNotNull();
        System.out.println(failure.getClass().getSimpleName() + ": " + failure.getMessage() + failure.diagnostics());
        Logger.getLogger("application").log(Level.WARNING, "a statement failed", new IllegalStateException(failure.toString()));
        PlantedSecrets.assertNotIn(failure);
        PlantedSecrets.assertNotIn("Diagnostics", failure.diagnostics().toString());
        return failure;
    }

    @Test
    void aRowThatTheServerQuotesIsNotShown() {
        pool.execute("INSERT INTO errors.t VALUES (%s, 1) ON CONFLICT DO NOTHING", PlantedSecrets.ROW_VALUE).await()
                .atMost(LIMIT);
        PgException failure = failure(pool.execute("INSERT INTO errors.t VALUES (%s, 1)", PlantedSecrets.ROW_VALUE));
        assertThat(failure).isExactlyInstanceOf(UniqueViolationException.class).isInstanceOf(IntegrityException.class);
        Diagnostics diagnostics = failure.diagnostics().orElseThrow();
        assertThat(diagnostics.messageDetail().orElseThrow()).contains(PlantedSecrets.ROW_VALUE);
        assertThat(diagnostics.constraintName()).contains("t_pkey");
        assertThat(diagnostics.tableName()).contains("t");
        assertThat(diagnostics.severityNonlocalized()).contains("ERROR");
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.isConnectionLost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT %s::text::int", "SELECT %s::text::timestamptz", "SELECT %s::text::uuid",
            "SELECT %s::text::int[]", "SELECT %s::text::json", "INSERT INTO errors.t VALUES (%s, -1)",
            "SELECT set_config('work_mem', %s, false)", "SELECT %s::int", "SELECT %s::bytea::text::inet" })
    void aParameterThatTheServerQuotesIsNotShown(String sql) {
        PgException failure = failure(pool.execute(sql, PlantedSecrets.PARAMETER));
        assertThat(failure).isInstanceOf(DatabaseException.class);
    }

    @Test
    void positionAndSqlStateAreThere() {
        PgException failure = failure(pool.execute("SELECT nothing_of_that_name"));
        assertThat(failure).isInstanceOf(ProgrammingException.class);
        assertThat(failure.sqlState()).contains(SqlState.UNDEFINED_COLUMN);
        assertThat(failure.position()).hasValue(8);
    }

    @Test
    void aTransactionThatTheServerEndedMayBeRunAgain() {
        PgException failure = failure(pool.execute("DO $$ BEGIN RAISE serialization_failure; END $$"));
        assertThat(failure).isInstanceOf(TransactionRollbackException.class);
        assertThat(failure.isTransient()).isTrue();
    }

    @Test
    void aPasswordThatIsWrongIsNotShown() {
        TestServer server = TestServer.v18();
        PgException failure = failure(
                driver.connect("host=127.0.0.1 port=" + server.port() + " user=nosuchuser dbname=postgres password="
                        + PlantedSecrets.PASSWORD));
        assertThat(failure.sqlState()).contains(SqlState.INVALID_AUTHORIZATION_SPECIFICATION);
        assertThat(failure).isInstanceOf(OperationalException.class);
    }
}
