package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.Range;
import io.smallrye.mutiny.Uni;

/** Types that a database defines, met by statements on a pool: found, and found again when they change, without a restart. */
class UserTypesTest extends PoolTests {

    private static final int CONNECTIONS = 100;
    private static final String CATALOG_QUERY = "execute quarkus_psycopg_types";

    private static TestServer server;

    private PgPool pool;

    @BeforeAll
    static void startServer() {
        server = TestServer.builder().setting("max_connections", "120").setting("log_statement", "all").build();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void openPool() {
        pool = driver.createPool(server.options(),
                PgPoolOptions.builder().maxSize(CONNECTIONS).build());
        await(pool.execute("DROP TYPE IF EXISTS mood, pt, fr CASCADE"));
        await(pool.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')"));
        await(pool.execute("CREATE TYPE pt AS (x int4, y int4)"));
    }

    private static long catalogQueries() throws IOException {
        try (var lines = Files.lines(server.dataFolder().resolve("server.log"))) {
            return lines.filter(line -> line.contains(CATALOG_QUERY)).count();
        }
    }

    @Test
    void oneHundredConnectionsAtOnceCauseOneQuery() throws IOException {
        long before = catalogQueries();
        List<Uni<Row>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int x = i;
            all.add(pool.withConnection(connection -> connection.fetchOne("SELECT ROW(%s, 2)::pt AS p, pg_sleep(0.2)", x)));
        }
        List<Row> rows = await(Uni.join().all(all).andFailFast());
        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(((PgComposite) rows.get(i).get("p")).values()).isEqualTo(List.of(i, 2));
        }
        assertThat(catalogQueries() - before).isEqualTo(1);
    }

    @Test
    void typesKnownToTheServerOnlyAreFoundBeforeTheirFirstValue() {
        Row row = await(pool.fetchOne("SELECT 'ok'::mood AS m, ARRAY['sad', NULL]::mood[] AS a, ROW(1, NULL)::pt AS p"));
        assertThat(row.get("m")).isEqualTo("ok");
        assertThat(row.get("a")).isEqualTo(Arrays.asList("sad", null));
        assertThat(row.get("p")).isEqualTo(new PgComposite("pt", List.of("x", "y"), Arrays.asList(1, null)));
        assertThat(row.columns().get(2).typeName()).isEqualTo("pt");
    }

    @Test
    void typesMadeAfterTheStartAndMadeAgainAreFound() {
        await(pool.fetchOne("SELECT 'ok'::mood"));
        await(pool.execute("CREATE TYPE fr AS RANGE (subtype = float8)"));
        assertThat(await(pool.fetchOne("SELECT %s::fr AS r", Range.of(1.5, 2.5))).get("r")).isEqualTo(Range.of(1.5, 2.5));
        await(pool.execute("DROP TYPE fr"));
        await(pool.execute("CREATE TYPE fr AS RANGE (subtype = int4)"));
        assertThat(await(pool.fetchOne("SELECT '[1,2]'::fr AS r")).get("r"))
                .isEqualTo(Range.closed(1, 2));
    }

    @Test
    void compositesThatGetAColumnAreRightInTheNextStatement() {
        String read = "SELECT p::pt AS p FROM (SELECT %s::pt AS p) s";
        assertThat(read(read, PgComposite.of(1, 2)).names()).containsExactly("x", "y");
        await(pool.execute("ALTER TYPE pt ADD ATTRIBUTE z text"));
        assertThat(read(read, PgComposite.of(1, 2, "three")).get("z")).isEqualTo("three");
        await(pool.execute("ALTER TYPE pt DROP ATTRIBUTE y"));
        PgComposite row = read(read, Map.of("x", 1, "z", "three"));
        assertThat(row.names()).containsExactly("x", "z");
        assertThat(row.values()).isEqualTo(List.of(1, "three"));
    }

    private PgComposite read(String sql, Object value) {
        return (PgComposite) await(pool.fetchOne(sql, value)).get("p");
    }

    @Test
    void enumsThatGetAValueAreRightInTheNextStatement() {
        assertThat(await(pool.fetchOne("SELECT %s::mood AS m", "ok")).get("m")).isEqualTo("ok");
        await(pool.execute("ALTER TYPE mood ADD VALUE 'new'"));
        assertThat(await(pool.fetchOne("SELECT %s::mood AS m", "new")).get("m")).isEqualTo("new");
    }

    @Test
    void streamsAndManyEntriesFindTypesToo() {
        List<Object> points = await(pool.stream("SELECT ROW(g, g)::pt AS p FROM generate_series(1, 3) g")
                .map(row -> row.get("p")).collect().asList());
        assertThat(points).hasSize(3).allSatisfy(point -> assertThat(point).isInstanceOf(PgComposite.class));
        await(pool.execute("DROP TABLE IF EXISTS points"));
        await(pool.execute("CREATE TABLE points (p pt)"));
        long[] counts = await(pool.executeMany("INSERT INTO points VALUES (%s)", List.of(
                Args.of(PgComposite.of(1, 2)), Args.of(PgComposite.of(3, 4)))));
        assertThat(counts).containsExactly(1, 1);
    }

    @Test
    void typesAreFoundByTheirName() {
        long oid = await(pool.fetchOne("SELECT 'public.mood'::regtype::oid")).getLong(0);
        assertThat(oidOf("public.mood")).isEqualTo(oid);
        assertThat(oidOf("integer[]")).isEqualTo(1007);
        assertThatThrownBy(() -> oidOf("nothing")).isInstanceOf(ProgrammingException.class).hasMessageContaining("nothing");
    }

    private long oidOf(String name) {
        Uni<Long> oid = pool.withConnection(connection -> connection.types().oidOf(name));
        return await(oid);
    }

    @Test
    void textOfASessionFollowsItsSettings() {
        Row row = await(pool.withConnection(connection -> connection
                .execute("SET DateStyle TO 'SQL, DMY'").chain(() -> connection.execute("SET TimeZone TO 'America/New_York'"))
                .chain(() -> connection.execute("SET IntervalStyle TO sql_standard"))
                .chain(() -> connection.fetchOne("SELECT t, t::text AS text, i, i::text AS itext FROM (SELECT "
                        + "'2020-07-01 12:00:00+00'::timestamptz AS t, '1 day 02:03:04'::interval AS i) s"))));
        assertThat(row.getString("t")).isEqualTo(row.getString("text"));
        assertThat(row.getString("i")).isEqualTo(row.getString("itext"));
    }
}
