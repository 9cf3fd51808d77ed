package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.BinaryTypecaster;
import io.quarkiverse.psycopg.CastContext;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.TypecastException;
import io.quarkiverse.psycopg.runtime.driver.client.DriverConnection;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.PgArray;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.Range;
import io.quarkiverse.psycopg.types.RawValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** Typecasters in their scopes, on a real server. */
class TypecastersTest {

    private static final long INT4 = 23;
    private static final long POINT = 600;

    private static Vertx vertx;

    private PsycopgDriver driver;
    private PgPool pool;

    record Place(double x, double y) {
        static Place parse(String text) {
            String[] parts = text.substring(1, text.length() - 1).split(",");
            return new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        }
    }

    private static final TypeObject<Place> PLACE = TypeObject.newType("point", (text, context) -> Place.parse(text));

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void open() {
        driver = new PsycopgDriver(vertx);
        pool = driver.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(1).build());
    }

    @AfterEach
    void close() {
        await(driver.close());
    }

    private Row row(String sql, Object... args) {
        return await(pool.fetchOne(sql, args));
    }

    private static TypeObject<String> tagged(String tag) {
        return TypeObject.newType(List.of(INT4), tag, (text, context) -> tag + text);
    }

    @Test
    void aTypecasterReadsItsTypeAloneAndWithinOthers() {
        pool.registerType(PLACE);
        await(pool.execute("DROP TYPE IF EXISTS cast_spot; CREATE TYPE cast_spot AS (at point, n int4)"));
        Row row = row("SELECT '(1,2)'::point, ARRAY['(1,2)'::point, NULL], ROW('(3,4)', 7)::cast_spot, ROW('(5,6)'::point), 8");
        assertThat(row.get(0)).isEqualTo(new Place(1, 2));
        assertThat(row.get(0, Place.class)).isEqualTo(new Place(1, 2));
        assertThat(row.get(1)).isEqualTo(Arrays.asList(new Place(1, 2), null));
        assertThat(row.get(1, Place[].class)).containsExactly(new Place(1, 2), null);
        assertThat(((PgComposite) row.get(2)).values()).isEqualTo(List.of(new Place(3, 4), 7));
        assertThat(row.get(4)).isEqualTo(8);
    }

    @Test
    void whatTheTypeHasOtherwiseStaysToBeHad() {
        pool.registerType(PLACE);
        Row row = row("SELECT '(1,2)'::point, ARRAY['(1,2)'::point]");
        assertThat(row.getString(0)).isEqualTo("(1,2)");
        assertThat(row.get(0, io.quarkiverse.psycopg.types.Point.class))
                .isEqualTo(new io.quarkiverse.psycopg.types.Point(1, 2));
        assertThat(row.get(1, io.quarkiverse.psycopg.types.Point[].class))
                .containsExactly(new io.quarkiverse.psycopg.types.Point(1, 2));
        pool.registerType(tagged("n"));
        assertThat(row("SELECT 5").get(0)).isEqualTo("n5");
        assertThat(row("SELECT 5").getInt(0)).isEqualTo(5);
        assertThatThrownBy(() -> row("SELECT 5").get(0, Place.class)).isInstanceOf(DataException.class)
                .hasMessage("column 0 \"?column?\" (int4): int4 cannot be read as " + Place.class.getName());
    }

    @Test
    void scopesFromTheOutermostToTheInnermost() {
        assertThat(row("SELECT 1").get(0)).isEqualTo(1);
        driver.registerType(tagged("global"));
        assertThat(row("SELECT 1").get(0)).isEqualTo("global1");
        pool.registerType(tagged("database"));
        assertThat(row("SELECT 1").get(0)).isEqualTo("database1");
        await(pool.withConnection(connection -> {
            connection.registerType(tagged("connection"));
            assertThat(connection.typeObjects()).extracting(TypeObject::name).containsExactly("connection", "database",
                    "global");
            return connection.fetchOne("SELECT 1").invoke(row -> assertThat(row.get(0)).isEqualTo("connection1"))
                    .call(() -> inCursorScope(connection).invoke(row -> assertThat(row).isEqualTo("cursor1")))
                    .call(() -> connection.fetchOne("SELECT 1").invoke(row -> assertThat(row.get(0)).isEqualTo("connection1")));
        }));
        assertThat(row("SELECT 1").get(0)).as("gone with the connection's use").isEqualTo("database1");
        assertThat(pool.typeObjects()).extracting(TypeObject::name).containsExactly("database", "global");
        assertThat(driver.typeObjects()).extracting(TypeObject::name).containsExactly("global");
    }

    /** A scope within the connection's. */
    private static Uni<Object> inCursorScope(PgConnection connection) {
        PgCursor cursor = connection.cursor();
        cursor.registerType(tagged("cursor"));
        cursor.registerAdapter(Place.class, (place, context) -> (int) place.x());
        assertThat(cursor.typeObjects()).extracting(TypeObject::name).containsExactly("cursor", "connection", "database",
                "global");
        assertThat(cursor.mogrify("%s", new Place(7, 8))).isEqualTo("7");
        assertThat(cursor.cast(INT4, "5")).isEqualTo("cursor5");
        assertThat(connection.adapters()).isEmpty();
        return cursor.execute("SELECT %s::int4", new Place(1, 2)).chain(() -> cursor.fetchOne()).map(row -> row.get(0))
                .call(cursor::close);
    }

    @Test
    void theOnConnectHookRegistersForAsLongAsTheSessionLives() {
        PgPool hooked = driver.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(1).onConnect(connection -> {
                    connection.registerType(tagged("hook"));
                    return Uni.createFrom().voidItem();
                }).build());
        await(hooked.withConnection(connection -> {
            connection.registerType(tagged("mine"));
            return connection.fetchOne("SELECT 1").invoke(row -> assertThat(row.get(0)).isEqualTo("mine1"));
        }));
        assertThat(await(hooked.fetchOne("SELECT 1")).get(0)).isEqualTo("hook1");
    }

    @Test
    void registeringTakesEffectOnStatementsThatArePrepared() {
        for (int i = 0; i < 10; i++) {
            assertThat(row("SELECT %s::int4 AS n", i).get(0)).isEqualTo(i);
        }
        Row before = row("SELECT %s::int4 AS n", 7);
        pool.registerType(tagged("n"));
        assertThat(row("SELECT %s::int4 AS n", 7).get(0)).isEqualTo("n7");
        assertThat(before.get(0)).as("a result keeps the way in which it is read").isEqualTo(7);
    }

    @Test
    void nullReachesATypecasterThatAsksForIt() {
        pool.registerType(TypeObject.newType(List.of(INT4), "or minus one", new Typecaster<Integer>() {
            @Override
            public Integer cast(String text, CastContext context) {
                return text == null ? -1 : Integer.valueOf(text);
            }

            @Override
            public boolean takesNull() {
                return true;
            }
        }));
        Row row = row("SELECT NULL::int4, 3, NULL::text");
        assertThat(row.get(0)).isEqualTo(-1);
        assertThat(row.getInt(0)).isEqualTo(-1);
        assertThat(row.isNull(0)).isTrue();
        assertThat(row.get(1)).isEqualTo(3);
        assertThat(row.get(2)).isNull();
    }

    @Test
    void aTypecasterIsToldOfColumnAndConnection() {
        AtomicReference<CastContext> told = new AtomicReference<>();
        driver.registerType(TypeObject.newType(List.of(INT4), "told", (text, context) -> {
            told.set(context);
            return text;
        }));
        PgConnection[] open = new PgConnection[1];
        Row row = await(pool.withConnection(connection -> {
            open[0] = connection;
            return connection.fetchOne("SELECT 'x' AS a, ARRAY[4] AS b").invoke(read -> {
                read.get("b");
                assertThat(told.get().connection()).containsSame(connection);
            });
        }));
        assertThat(told.get().column().name()).isEqualTo("b");
        assertThat(told.get().columnIndex()).isEqualTo(1);
        assertThat(told.get().column().typeName()).isEqualTo("int4[]");
        assertThat(told.get().typeOid()).isEqualTo(INT4);
        assertThat(told.get().typeName()).isEqualTo("int4");
        row.get("b");
        assertThat(told.get().connection()).as("it was given back").isEmpty();
        assertThat(open[0].isClosed()).isTrue();
    }

    @Test
    void binaryForSpeedAndTextFromStatementsWithoutArguments() {
        class Doubled implements BinaryTypecaster<Integer> {
            int binary;

            @Override
            public Integer cast(String text, CastContext context) {
                return 2 * Integer.parseInt(text);
            }

            @Override
            public Integer castBinary(Buffer bytes, CastContext context) {
                binary++;
                return 2 * bytes.getInt(0);
            }
        }
        Doubled doubled = new Doubled();
        pool.registerType(TypeObject.newType("int4", doubled));
        Row row = row("SELECT 21, ARRAY[1, 2]");
        assertThat(row.get(0)).isEqualTo(42);
        assertThat(row.get(1)).isEqualTo(List.of(2, 4));
        assertThat(doubled.binary).isEqualTo(3);
        assertThat(row.getString(1)).isEqualTo("{1,2}");
    }

    @Test
    void severalTypesAtOnceByOidAndName() {
        pool.registerType(TypeObject.newType(List.of(INT4, 20L), Set.of("numeric", "pg_catalog.float8"), "number",
                (text, context) -> context.typeName() + " " + text));
        Row row = row("SELECT 1::int4, 2::int8, 3.5::numeric, 4.5::float8, 5::int2");
        assertThat(List.of(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
                .isEqualTo(List.of("int4 1", "int8 2", "numeric 3.5", "float8 4.5", (short) 5));
    }

    @Test
    void typesOfTheDatabaseByNameInWhateverSchema() {
        await(pool.execute("DROP SCHEMA IF EXISTS cast_app CASCADE; CREATE SCHEMA cast_app; "
                + "CREATE TYPE cast_app.cast_mood AS ENUM ('sad', 'ok'); CREATE DOMAIN cast_app.cast_mail AS text"));
        pool.registerType(TypeObject.newType("cast_mood", (text, context) -> text.toUpperCase()));
        assertThat(row("SELECT 'ok'::cast_app.cast_mood, ARRAY['sad']::cast_app.cast_mood[]").toMap().values().toString())
                .isEqualTo("[OK, [SAD]]");
        pool.registerType(TypeObject.newType("cast_app.cast_mood", (text, context) -> "exactly " + text));
        assertThat(row("SELECT 'ok'::cast_app.cast_mood").get(0)).isEqualTo("exactly ok");
    }

    @Test
    void arraysByHand() {
        pool.registerType(TypeObject.newArrayType(List.of(1007L), "tagged[]", tagged("e")));
        Row row = row("SELECT ARRAY[[1, 2], [3, NULL]], 4");
        assertThat(row.get(0)).isEqualTo(List.of(List.of("e1", "e2"), Arrays.asList("e3", null)));
        assertThat(row.get(0)).isInstanceOf(PgArray.class);
        assertThat(row.get(1)).isEqualTo(4);
    }

    @Test
    void aTypecasterThatThrowsNamesColumnAndTypeAndKeepsTheTextToItself() {
        Typecaster<Object> failing = (text, context) -> {
            throw new IllegalStateException("no");
        };
        pool.registerType(TypeObject.newType("point", failing));
        Row row = row("SELECT 1, '(8,9)'::point AS place");
        assertThatThrownBy(() -> row.get("place")).isInstanceOf(TypecastException.class)
                .hasMessage("column 1 \"place\" (point): the typecaster " + failing.getClass().getName()
                        + " failed on a value of point: java.lang.IllegalStateException")
                .extracting(e -> ((TypecastException) e).text()).isEqualTo("(8,9)");
        assertThat(row("SELECT 1").getInt(0)).isEqualTo(1);
        assertThatThrownBy(() -> await(pool.fetchOne(read -> read.get(0), "SELECT '(8,9)'::point",
                io.quarkiverse.psycopg.Args.none()))).isInstanceOf(TypecastException.class);
        assertThat(row("SELECT 2").getInt(0)).isEqualTo(2);
    }

    @Test
    void rubbishOfATypecasterIsWhatTheReaderGets() {
        pool.registerType(TypeObject.newType("point", (text, context) -> Thread.currentThread()));
        Row row = row("SELECT '(8,9)'::point");
        assertThat(row.get(0)).isInstanceOf(Thread.class);
        assertThatThrownBy(() -> row.get(0, Place.class)).isInstanceOf(DataException.class)
                .hasMessage("column 0 \"point\" (point): point cannot be read as " + Place.class.getName());
    }

    @Test
    void aTypeObjectNeedsTypes() {
        assertThatThrownBy(() -> TypeObject.newType(List.of(), "none", (text, context) -> text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected OIDs or names of types for \"none\", got none");
        assertThatThrownBy(() -> TypeObject.newType(List.of(-1L), "negative", (text, context) -> text))
                .hasMessage("expected OIDs of 1 to 4294967295 for \"negative\", got -1");
        assertThat(PLACE.matches(row("SELECT '(1,1)'::point").columns().get(0))).isTrue();
        assertThat(PLACE.oids()).isEmpty();
        assertThat(tagged("x").matches(row("SELECT 1").columns().get(0))).isTrue();
        assertThat(tagged("x").matches(row("SELECT 'a'").columns().get(0))).isFalse();
    }

    @Test
    void adaptGivesWhatIsSent() {
        driver.registerAdapter(Place.class, (place, context) -> RawValue.ofText("point", "(" + place.x + "," + place.y + ")"));
        RawValue sent = RawValue.ofText("point", "(1.0,2.0)");
        Place place = new Place(1, 2);
        assertThat(driver.adapt(place)).isEqualTo(sent);
        assertThat(pool.adapt(List.of(place))).isEqualTo(List.of(sent));
        assertThat(pool.adapt(PgComposite.of(place, 1))).isEqualTo(PgComposite.of(sent, 1));
        assertThat(pool.adapt(Range.of(1, 2))).isEqualTo(Range.of(1, 2));
        assertThat(pool.adapt(null)).isNull();
        assertThat(pool.adapt(5)).isEqualTo(5);
    }

    @Test
    void aClassWithoutAdapterNamesBothWays() {
        String ways = ": register an Adapter<Place> (a bean, or registerAdapter), or let the class implement SqlAdaptable";
        assertThatThrownBy(() -> row("SELECT %s::point", new Place(1, 2))).isInstanceOf(DataException.class)
                .hasMessage("argument 1: " + Place.class.getName() + " cannot be sent as point" + ways);
        assertThatThrownBy(() -> pool.mogrify("%s", new Place(1, 2))).isInstanceOf(ProgrammingException.class)
                .hasMessage("expected a value that the driver or an adapter knows, got one of class " + Place.class.getName()
                        + ways);
        assertThat(row("SELECT 1").getInt(0)).isEqualTo(1);
    }

    @Test
    void anAdapterThatThrowsOrGivesRubbish() {
        pool.registerAdapter(Place.class, (place, context) -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(() -> row("SELECT %s::point", new Place(1, 2))).isInstanceOf(ProgrammingException.class)
                .hasMessageStartingWith("the adapter ").hasMessageEndingWith(
                        " failed on a value of class " + Place.class.getName() + " with java.lang.IllegalStateException");
        pool.registerAdapter(Place.class, (place, context) -> Map.of());
        assertThatThrownBy(() -> row("SELECT %s::point", new Place(1, 2))).isInstanceOf(DataException.class)
                .hasMessageStartingWith("argument 1: java.util.").hasMessageEndingWith(" cannot be sent as point");
        pool.registerAdapter(Place.class, (place, context) -> place);
        assertThatThrownBy(() -> row("SELECT %s::point", new Place(1, 2))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("does an adapter give back its own value?");
        pool.registerAdapter(Place.class, (place, context) -> "nul\0");
        assertThatThrownBy(() -> row("SELECT %s::text", new Place(1, 2))).hasMessageContaining("NUL");
        pool.registerAdapter(Place.class, (place, context) -> "\ud800");
        assertThatThrownBy(() -> row("SELECT %s::text", new Place(1, 2))).hasMessageContaining("surrogate");
        assertThat(row("SELECT 1").getInt(0)).isEqualTo(1);
    }

    @Test
    void oneHundredTypesByNameTakeOneQueryAtTheStart() {
        StringBuilder types = new StringBuilder("DROP SCHEMA IF EXISTS cast_many CASCADE; CREATE SCHEMA cast_many;");
        StringBuilder read = new StringBuilder("SELECT 1");
        for (int i = 0; i < 100; i++) {
            types.append("CREATE TYPE cast_many.t").append(i).append(" AS ENUM ('a');");
            read.append(", 'a'::cast_many.t").append(i);
        }
        await(pool.execute(types.toString()));
        PsycopgDriver counted = new PsycopgDriver(vertx);
        for (int i = 0; i < 100; i++) {
            String name = "t" + i;
            counted.registerType(TypeObject.newType("cast_many." + name, (text, context) -> name));
        }
        PgPool fresh = counted.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(3).build());
        DriverConnection connection = (DriverConnection) await(fresh.acquire());
        assertThat(connection.client().types().catalog().orElseThrow().queries()).as("at the start").isEqualTo(1);
        Row row = await(connection.fetchOne(read.toString()));
        for (int i = 0; i < 100; i++) {
            assertThat(row.get(i + 1)).isEqualTo("t" + i);
        }
        await(Uni.join().all(await(fresh.acquire()).close(), await(fresh.acquire()).close()).andCollectFailures());
        assertThat(connection.client().types().catalog().orElseThrow().queries()).isEqualTo(1);
        await(connection.close());
        await(counted.close());
    }
}
