package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.client.ClientSession;
import io.quarkiverse.psycopg.runtime.driver.client.Database;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.Connector;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.RawValue;

/** Composites that are altered while connections know them, and types that the simple protocol meets first. */
class ChangedTypesTest extends PoolTests {

    private static final TestServer server = TestServer.v18();

    private PgPool pool;

    @BeforeEach
    void openPool() {
        pool = driver.createPool(options(), PgPoolOptions.builder().maxSize(2).build());
        await(pool.execute("DROP SCHEMA IF EXISTS changing CASCADE; CREATE SCHEMA changing;"
                + " CREATE TYPE changing.pt AS (x int4, y int4); CREATE TYPE changing.mood AS ENUM ('sad', 'ok');"
                + " CREATE TYPE changing.line AS (a changing.pt, b changing.pt)"));
    }

    @AfterEach
    void closePool() {
        await(pool.execute("DROP SCHEMA changing CASCADE"));
        await(pool.close());
    }

    private static PgConnectOptions options() {
        return server.options();
    }

    private static PgComposite point(List<String> names, Object... values) {
        return new PgComposite("changing.pt", names, Arrays.asList(values));
    }

    @Test
    void firstValueAfterAnAttributeWasAddedHasItsName() {
        await(pool.fetchOne("SELECT '(1,2)'::changing.pt"));
        await(pool.execute("ALTER TYPE changing.pt ADD ATTRIBUTE z text"));
        assertThat(await(pool.fetchOne("SELECT '(1,2,three)'::changing.pt AS p")).get("p"))
                .isEqualTo(point(List.of("x", "y", "z"), 1, 2, "three"));
    }

    @Test
    void firstValuesOfManyRowsArraysAndNestedOnesHaveTheirNames() {
        String sql = "SELECT ARRAY[NULL, '(1,2)']::changing.pt[] AS a, ROW(NULL, '(3,4)')::changing.line AS l"
                + " FROM generate_series(1, 3)";
        await(pool.fetchAll(sql));
        await(pool.execute("ALTER TYPE changing.pt ALTER ATTRIBUTE y TYPE text"));
        // A text of its own: the server's plan of the first one may hold constants of the old shape.
        List<Row> rows = await(pool.fetchAll(sql + " AS g"));
        assertThat(rows).hasSize(3).allSatisfy(row -> {
            assertThat(row.get("a")).isEqualTo(Arrays.asList(null, point(List.of("x", "y"), 1, "2")));
            assertThat(((PgComposite) row.get("l")).get("b")).isEqualTo(point(List.of("x", "y"), 3, "4"));
        });
        await(pool.execute("ALTER TYPE changing.line DROP ATTRIBUTE a CASCADE"));
        assertThat(await(pool.fetchOne("SELECT ROW('(3,4)')::changing.line AS l")).get("l")).isEqualTo(
                new PgComposite("changing.line", List.of("b"), List.of(point(List.of("x", "y"), 3, "4"))));
    }

    @Test
    void compositesThatTravelAsTextAreRightAtOnceToo() {
        await(pool.execute("ALTER TYPE changing.pt ADD ATTRIBUTE m money"));
        String sql = "SELECT p FROM (SELECT '(1,2,$3.00)'::changing.pt AS p) s";
        assertThat(((PgComposite) await(pool.fetchOne(sql)).get("p")).names()).containsExactly("x", "y", "m");
        await(pool.execute("ALTER TYPE changing.pt DROP ATTRIBUTE x"));
        assertThat(((PgComposite) await(pool.fetchOne("SELECT '(2,$3.00)'::changing.pt AS p")).get("p")).names())
                .containsExactly("y", "m");
    }

    @Test
    void insideATransactionTheNamesAreThoseOfTheTransaction() {
        await(pool.fetchOne("SELECT '(1,2)'::changing.pt"));
        List<String> names = await(pool.inTransaction(connection -> connection
                .execute("ALTER TYPE changing.pt ADD ATTRIBUTE z int4")
                .chain(() -> connection.fetchOne("SELECT '(1,2,3)'::changing.pt AS p"))
                .map(row -> ((PgComposite) row.get("p")).names())));
        assertThat(names).containsExactly("x", "y", "z");
    }

    /** Nothing in a value tells; the names are right again once that is said. */
    @Test
    void renamedAttributesAreRightAfterForgetting() {
        assertThat(names()).containsExactly("x", "y");
        await(pool.execute("ALTER TYPE changing.pt RENAME ATTRIBUTE y TO why"));
        await(pool.withConnection(connection -> {
            connection.types().forget();
            return connection.execute("SELECT 1");
        }));
        assertThat(names()).containsExactly("x", "why");
    }

    @Test
    void renamedColumnsOfTablesAreRightAfterForgetting() {
        await(pool.execute("CREATE TABLE changing.t (a int4); INSERT INTO changing.t VALUES (7)"));
        String sql = "SELECT t FROM changing.t t";
        assertThat(((PgComposite) await(pool.fetchOne(sql)).get(0)).names()).containsExactly("a");
        await(pool.execute("ALTER TABLE changing.t RENAME a TO b"));
        await(pool.withConnection(connection -> {
            connection.types().forget();
            return connection.execute("SELECT 1");
        }));
        assertThat(((PgComposite) await(pool.fetchOne(sql)).get(0)).names()).containsExactly("b");
    }

    private List<String> names() {
        return ((PgComposite) await(pool.fetchOne("SELECT '(1,2)'::changing.pt AS p")).get("p")).names();
    }

    @Test
    void firstRowsOfAStreamHaveTheirNamesToo() {
        String sql = "SELECT '(2)'::changing.pt AS p FROM generate_series(1, 3)";
        await(pool.fetchOne("SELECT '(1,2)'::changing.pt"));
        await(pool.execute("ALTER TYPE changing.pt DROP ATTRIBUTE x"));
        assertThat(await(pool.stream(sql).map(row -> row.get("p")).collect().asList())).hasSize(3)
                .allSatisfy(value -> assertThat(value).isEqualTo(point(List.of("y"), 2)));
    }

    /** The portal stays open while the catalog is asked: what comes behind is fetched from it. */
    @Test
    void aStreamOfManyBatchesGoesOnBehindTheQuestion() {
        await(pool.execute("CREATE TABLE changing.p (n int4, p changing.pt);"
                + " INSERT INTO changing.p SELECT g, ROW(g, g)::changing.pt FROM generate_series(1, 20000) g"));
        await(pool.fetchOne("SELECT p FROM changing.p"));
        await(pool.execute("ALTER TYPE changing.pt ADD ATTRIBUTE z int4"));
        List<Integer> numbers = await(pool.stream("SELECT p, n FROM changing.p ORDER BY n").map(row -> {
            int n = row.getInt("n");
            assertThat(row.get("p")).isEqualTo(point(List.of("x", "y", "z"), n, n, null));
            return n;
        }).collect().asList());
        assertThat(numbers).hasSize(20_000).isSorted();
    }

    @Test
    void aStreamInATransactionKeepsItsPortal() {
        await(pool.fetchOne("SELECT '(1,2)'::changing.pt"));
        List<Row> rows = await(pool.inTransaction(connection -> connection
                .execute("ALTER TYPE changing.pt ADD ATTRIBUTE z text")
                .chain(() -> connection.stream("SELECT '(1,2,three)'::changing.pt AS p FROM generate_series(1, 1000)")
                        .collect().asList())));
        assertThat(rows).hasSize(1_000)
                .allSatisfy(row -> assertThat(row.get("p")).isEqualTo(point(List.of("x", "y", "z"), 1, 2, "three")));
    }

    /** Whoever leaves a stream while the catalog is asked leaves a usable connection behind. */
    @Test
    void aStreamThatIsLeftWhileItAsksLeavesAUsableConnection() {
        await(pool.fetchOne("SELECT '(1,2)'::changing.pt"));
        await(pool.execute("ALTER TYPE changing.pt DROP ATTRIBUTE x"));
        List<Row> first = await(pool.withConnection(connection -> connection
                .stream("SELECT '(2)'::changing.pt AS p FROM generate_series(1, 10000)").select().first(1).collect().asList()
                .chain(rows -> connection.fetchOne("SELECT 1").replaceWith(rows))));
        assertThat(first).singleElement().satisfies(row -> assertThat(row.get("p")).isEqualTo(point(List.of("y"), 2)));
        assertThat(await(pool.fetchOne("SELECT 2")).get(0)).isEqualTo(2);
    }

    private ClientSession open(TypeCatalog catalog) throws Exception {
        return new Database(options(), new Connector(vertx, options()), catalog.types(),
                Adapters.create()).open(SessionListener.NONE).toCompletionStage().toCompletableFuture().get();
    }

    private static List<ResultSet> script(ClientSession session, String sql) {
        CompletableFuture<List<ResultSet>> outcome = new CompletableFuture<>();
        session.session().submit(session.script(sql, true, new Completion<List<ResultSet>>() {
            @Override
            public void completed(List<ResultSet> result) {
                outcome.complete(result);
            }

            @Override
            public void failed(PgException failure) {
                outcome.completeExceptionally(failure);
            }
        }));
        return outcome.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Test
    void scriptsThatMeetTypesFirstGiveTheirValues() throws Exception {
        TypeCatalog catalog = new TypeCatalog();
        ClientSession session = open(catalog);
        List<ResultSet> results = script(session, "SELECT 'ok'::changing.mood AS m; SELECT '(1,2)'::changing.pt AS p,"
                + " '{sad,NULL}'::changing.mood[] AS a; SELECT 1");
        assertThat(results.get(0).rows().get(0).get("m")).isEqualTo("ok");
        assertThat(results.get(0).rows().get(0).columns().get(0).typeName()).isEqualTo("changing.mood");
        assertThat(results.get(1).rows().get(0).get("p")).isEqualTo(point(List.of("x", "y"), 1, 2));
        assertThat(results.get(1).rows().get(0).get("a")).isEqualTo(Arrays.asList("sad", null));
        assertThat(catalog.queries()).isEqualTo(1);
        await(pool.execute("ALTER TYPE changing.pt ADD ATTRIBUTE z text"));
        assertThat(script(session, "SELECT '(1,2,three)'::changing.pt AS p").get(0).rows().get(0).get("p"))
                .isEqualTo(point(List.of("x", "y", "z"), 1, 2, "three"));
        session.session().close();
    }

    @Test
    void scriptsOfSeveralSessionsShareOneQuery() throws Exception {
        TypeCatalog catalog = new TypeCatalog();
        List<ClientSession> sessions = List.of(open(catalog), open(catalog), open(catalog), open(catalog));
        List<CompletableFuture<List<ResultSet>>> all = sessions.stream().map(session -> CompletableFuture.supplyAsync(
                () -> script(session, "SELECT 'ok'::changing.mood, pg_sleep(0.3)"))).toList();
        assertThat(all).allSatisfy(one -> assertThat(one.join().get(0).rows().get(0).get(0)).isEqualTo("ok"));
        assertThat(catalog.queries()).isEqualTo(1);
        sessions.forEach(session -> session.session().close());
    }

    @Test
    void whereTheCatalogMayNotBeReadTheRowsAreThereAllTheSame() throws Exception {
        ClientSession session = open(new TypeCatalog());
        List<ResultSet> results = script(session, "BEGIN; SELECT 'ok'::changing.mood AS m; REVOKE SELECT ON"
                + " pg_catalog.pg_type FROM public; CREATE ROLE nobody; SET LOCAL ROLE nobody");
        assertThat(results.get(1).rows().get(0).getString("m")).isEqualTo("ok");
        assertThat(results.get(1).rows().get(0).get("m")).isInstanceOf(RawValue.class);
        session.session().close();
    }

    @Test
    void namesAreRightUnderAnyEncodingOfTheSession() {
        await(pool.execute("CREATE TYPE changing.\"żółw\" AS (\"ż\" int4); CREATE TABLE changing.holder (t changing.\"żółw\");"
                + " INSERT INTO changing.holder VALUES (ROW(7))"));
        Row row = await(pool.withConnection(connection -> connection.execute("SET client_encoding TO LATIN2")
                .chain(() -> connection.fetchOne("SELECT t FROM changing.holder"))));
        assertThat(row.columns().get(0).typeName()).isEqualTo("changing.żółw");
        assertThat(row.get("t")).isEqualTo(new PgComposite("changing.żółw", List.of("ż"), List.of(7)));
    }

    @Test
    void namesOfADatabaseWithoutAnEncodingDoNotFail() {
        await(pool.execute("DROP DATABASE IF EXISTS ascii"));
        await(pool.execute("CREATE DATABASE ascii ENCODING SQL_ASCII LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"));
        PgConnection connection = await(driver.connect(options().toBuilder().database("ascii").build()));
        await(connection.execute("DO $$BEGIN EXECUTE format('CREATE TYPE odd AS (%I int4, b text)', chr(233)); END$$"));
        PgComposite value = (PgComposite) await(connection.fetchOne("SELECT '(1,x)'::odd")).get(0);
        assertThat(value).isEqualTo(new PgComposite("odd", List.of("é", "b"), List.of(1, "x")));
        await(connection.close());
        await(pool.execute("DROP DATABASE ascii WITH (FORCE)"));
    }
}
