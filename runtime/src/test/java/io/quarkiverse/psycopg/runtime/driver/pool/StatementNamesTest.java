package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.client.ClientSession;
import io.quarkiverse.psycopg.runtime.driver.client.DriverConnection;
import io.quarkiverse.psycopg.runtime.driver.connection.SubmittedUni;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** The names in a statement, and what the catalog says of them. */
class StatementNamesTest {

    @Test
    void wordsAndQuotedNamesAreFoundAsTheServerFoldsThem() {
        assertThat(StatementNames
                .of("SELECT Random(), \"My\"\"Func\"(x) -- later\n FROM s.T /* now() */ WHERE a = 'b' AND $$c$$ = ''"))
                .hasValueSatisfying(names -> assertThat(names).containsExactlyInAnyOrder("select", "random", "My\"Func", "x",
                        "from", "s", "t", "where", "a", "and"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT U&\"d\\0061t\"()", "SELECT \"open", "SELECT 'a\\' || random()'", "SELECT \"a%%b\"()",
            "SELECT a123456789012345678901234567890123456789012345678901234567890123()" })
    void namesThatOnlyTheServerCanReadAreNotGuessed(String sql) {
        assertThat(StatementNames.of(sql)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void catalogTellsWhatMayReachAVolatileFunction(PostgresVersion version) {
        Vertx vertx = Vertx.vertx();
        PsycopgDriver driver = new PsycopgDriver(vertx);
        try (TestServer server = TestServer.builder().version(version).build()) {
            server.execute("CREATE TABLE plain (id int PRIMARY KEY, v text DEFAULT random()::text)",
                    "CREATE TABLE child (id int REFERENCES plain)",
                    "CREATE FUNCTION my_stable() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1'",
                    "CREATE FUNCTION my_volatile() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "CREATE FUNCTION \"Odd Name\"() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "CREATE VIEW a_view AS SELECT my_volatile()",
                    "CREATE TABLE ruled (id int)", "CREATE RULE r AS ON INSERT TO ruled DO ALSO SELECT my_volatile()",
                    "CREATE TABLE secured (id int)", "ALTER TABLE secured ENABLE ROW LEVEL SECURITY",
                    "CREATE TABLE triggered (id int)",
                    "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                    "CREATE TRIGGER g BEFORE INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION t()");
            DriverConnection connection = (DriverConnection) driver
                    .connect(server.options()).await().atMost(LIMIT);
            Map<String, Boolean> expected = new TreeMap<>();
            expected.put("SELECT id, v FROM plain WHERE id = %s", false);
            expected.put("SELECT count(*), max(lower(v)), now() FROM plain JOIN child USING (id)", false);
            expected.put("INSERT INTO child VALUES (%s)", false);
            expected.put("SELECT my_stable()", false);
            expected.put("SELECT * FROM generate_series(1, %s)", false);
            expected.put("SELECT random()", true);
            expected.put("SELECT pg_sleep(%s)", true);
            expected.put("SELECT clock_timestamp()", true);
            expected.put("SELECT nextval('s')", true);
            expected.put("SELECT public.MY_VOLATILE()", true);
            expected.put("SELECT \"Odd Name\"()", true);
            expected.put("SELECT p.my_volatile FROM plain p", true);
            expected.put("SELECT * FROM a_view", true);
            expected.put("SELECT * FROM pg_stat_activity", true);
            expected.put("INSERT INTO ruled VALUES (1)", true);
            expected.put("SELECT * FROM secured", true);
            expected.put("INSERT INTO triggered VALUES (1)", true);
            expected.forEach((sql, reaches) -> assertThat(reaches(connection, sql)).as(sql).isEqualTo(reaches));
            server.execute("CREATE FUNCTION odd_add(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "CREATE OPERATOR <@> (LEFTARG = int, RIGHTARG = text, FUNCTION = odd_add)");
            assertThat(reaches(connection, "SELECT id <@> v FROM plain")).as("an operator over a volatile function").isTrue();
            await(connection.close());
        } finally {
            await(driver.close());
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static boolean reaches(DriverConnection connection, String sql) {
        ClientSession client = connection.client();
        return await(new SubmittedUni<Row, Boolean>(client.session(), LIMIT.toNanos(),
                completion -> client.own().reachesVolatile(StatementNames.of(sql).orElseThrow(), completion),
                row -> row.getBoolean(0)));
    }
}
