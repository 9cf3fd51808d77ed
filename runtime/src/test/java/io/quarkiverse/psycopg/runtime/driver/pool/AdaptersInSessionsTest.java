package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.AsIs;
import io.quarkiverse.psycopg.Binary;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.QuotedString;
import io.quarkiverse.psycopg.Sql;
import io.quarkiverse.psycopg.SqlAdaptable;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.RawValue;
import io.smallrye.mutiny.Uni;

/** Adapters, wrappers and composed SQL on real sessions. */
class AdaptersInSessionsTest extends PoolTests {

    private static final Adapter<Place> PLACE = (place, context) -> RawValue.ofText("point",
            "(" + place.x() + "," + place.y() + ")");

    private PgPool pool;

    record Place(double x, double y) {
    }

    record Percent(int value) implements SqlAdaptable {
        @Override
        public Object adaptTo(SqlContext context) {
            return value / 100.0;
        }
    }

    @BeforeEach
    void openPool() {
        pool = driver.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(1).build());
    }

    private static String text(PgPool in, String sql, Object... args) {
        return await(in.fetchOne(sql, args)).getString(0);
    }

    @Test
    void scopesOfAdapters() {
        PgPool own = driver.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(1).build());
        assertThatThrownBy(() -> text(own, "SELECT (%s)::text", new Place(1, 2))).isInstanceOf(RuntimeException.class);
        own.registerAdapter(Place.class, PLACE);
        assertThat(text(own, "SELECT (%s)::text", new Place(1, 2))).isEqualTo("(1,2)");
        assertThat(text(own, "SELECT pg_typeof(%s)::text", new Place(1, 2))).isEqualTo("point");
        assertThat(text(own, "SELECT (%s::point[])[1]::text", List.of(new Place(3, 4)))).isEqualTo("(3,4)");
        assertThat(own.sqlContext().literal(new Place(1, 2))).isEqualTo("'(1.0,2.0)'::point");

        String inner = await(own.withConnection(connection -> {
            connection.registerAdapter(Place.class, (place, context) -> "inner " + context.serverVersion() / 10_000);
            assertThat(connection.adapters()).hasSize(1);
            return connection.fetchOne("SELECT %s::text", new Place(1, 2)).map(row -> row.getString(0));
        }));
        assertThat(inner).isEqualTo("inner 18");
        assertThat(text(own, "SELECT (%s)::text", new Place(1, 2))).as("after the connection was given back")
                .isEqualTo("(1,2)");
        assertThat(driver.adapters()).isEmpty();
    }

    @Test
    void adaptersOfTheConnectHookLast() {
        PgPool own = driver.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(1).onConnect(connection -> {
                    connection.registerAdapter(Place.class, PLACE);
                    return Uni.createFrom().voidItem();
                }).build());
        for (int i = 0; i < 3; i++) {
            assertThat(text(own, "SELECT (%s)::text", new Place(i, 2))).isEqualTo("(" + i + ",2)");
            await(own.withConnection(connection -> connection.execute("SET TimeZone = 'UTC'")));
        }
    }

    @Test
    void wrappersAreTakenOff() {
        assertThat(text(pool, "SELECT %s::text", new QuotedString("a'b"))).isEqualTo("a'b");
        assertThat(text(pool, "SELECT %s::bytea::text", Binary.of(new byte[] { 1 }))).isEqualTo("\\x01");
        assertThat(text(pool, "SELECT (%s::int + 1)::text", Optional.of(5))).isEqualTo("6");
        assertThat(text(pool, "SELECT %s::text", Optional.empty())).isNull();
        assertThat(text(pool, "SELECT (%s * 2)::text", new Percent(25))).isEqualTo("0.5");
        assertThatThrownBy(() -> text(pool, "SELECT %s", new AsIs("now()"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("Sql");
    }

    @Test
    void composedSqlRuns() {
        Sql table = Sql.identifier("odd \"table\" 100%");
        await(pool.execute(Sql.text("CREATE TABLE {} (id int, born date DEFAULT {})")
                .format(table, Sql.literal(LocalDate.of(2024, 2, 29)))));
        try {
            await(pool.execute(Sql.text("INSERT INTO {} (id) VALUES (%s)").format(table), 7));
            await(pool.execute(Sql.text("INSERT INTO {} VALUES ({})").format(table,
                    Sql.text(", ").join(Sql.placeholder("id"), Sql.placeholder("born"))),
                    Args.named(Map.of("id", 8, "born", LocalDate.of(2024, 3, 1)))));
            assertThat(await(pool.fetchAll(Sql.text("SELECT id, born FROM {} ORDER BY id").format(table))))
                    .extracting(row -> row.getInt(0) + " " + row.get(1)).containsExactly("7 2024-02-29", "8 2024-03-01");
            assertThat(await(pool.fetchOne(Sql.text("SELECT '100%%', {} FROM {} WHERE id = %s")
                    .format(Sql.literal("%s"), table), 8)).getString(1)).isEqualTo("%s");
            assertThat(await(pool.stream(Sql.text("SELECT id FROM {}").format(table)).collect().asList())).hasSize(2);
        } finally {
            await(pool.execute(Sql.text("DROP TABLE {}").format(table)));
        }
    }

    @Test
    void whatTakesParametersTakesThem() {
        await(pool.inTransaction(connection -> connection
                .execute("CREATE TEMP TABLE of_query ON COMMIT DROP AS SELECT %s::int AS a", 7)
                .chain(() -> connection.execute("DECLARE c CURSOR FOR SELECT a + %s FROM of_query", 1))
                .chain(() -> connection.fetchOne("FETCH c")).invoke(row -> assertThat(row.getInt(0)).isEqualTo(8))
                .chain(() -> connection.fetchAll("EXPLAIN SELECT a FROM of_query WHERE a = %s", 7))
                .chain(() -> connection.execute("WITH n AS (SELECT %s::int AS b) UPDATE of_query SET a = b FROM n", 9))
                .chain(() -> connection.fetchOne("TABLE of_query LIMIT %s", 1))
                .invoke(row -> assertThat(row.getInt(0)).isEqualTo(9))
                .chain(() -> connection.execute(
                        "MERGE INTO of_query USING (VALUES (%s::int)) v(x) ON a = x WHEN MATCHED THEN DELETE", 9))));
    }

    @Test
    void theContextFollowsTheSession() {
        await(pool.withConnection(connection -> connection.execute("SET escape_string_warning = off")
                .invoke(() -> assertThat(connection.sqlContext().literal("a\\b")).isEqualTo("'a\\b'"))
                .chain(() -> connection.execute("SET standard_conforming_strings = off"))
                .invoke(() -> assertThat(connection.sqlContext().literal("a\\b")).isEqualTo("E'a\\\\b'"))
                .chain(() -> connection.fetchOne("SELECT 'it\\'s' || %s", "!"))
                .invoke(row -> assertThat(row.getString(0)).isEqualTo("it's!"))
                .chain(() -> same(connection, "a\\'b"))));
    }

    private static Uni<Void> same(PgConnection connection, String value) {
        return connection.fetchOne(connection.mogrify("SELECT %s", value))
                .invoke(row -> assertThat(row.getString(0)).isEqualTo(value)).replaceWithVoid();
    }
}
