package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.util.TypeLiteral;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.json.JacksonJsonMapper;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.AsJson;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.vertx.core.Vertx;

/** Values of the application in json and jsonb, on a real server. */
class JsonValuesTest {

    private static Vertx vertx;
    private static PsycopgDriver driver;
    private static PgPool pool;

    record Line(String product, int pieces) {
    }

    record Basket(String customer, List<Line> lines) {
    }

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx, TypeRegistry.builtin(new JacksonJsonMapper(new ObjectMapper())));
        pool = pool(driver, options());
        await(pool.execute("DROP TABLE IF EXISTS json_values"));
        await(pool.execute("CREATE TABLE json_values (plain json, fast jsonb, many jsonb[])"));
    }

    @AfterAll
    static void stop() {
        await(driver.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static PgConnectOptions options() {
        return TestServer.v18().options();
    }

    private static PgPool pool(PsycopgDriver driver, PgConnectOptions options) {
        return driver.createPool(options, PgPoolOptions.builder().maxSize(1).build());
    }

    private static Row row(String sql, Object... args) {
        return await(pool.fetchOne(sql, args));
    }

    @Test
    void classesOfTheApplicationGoThereAndBack() {
        Basket basket = new Basket("Ada", List.of(new Line("ink", 2), new Line("pen", 1)));
        Row row = row("INSERT INTO json_values VALUES (%s, %s, %s) RETURNING *", basket, basket, List.of(basket, basket));
        assertThat(row.get(0, Basket.class)).isEqualTo(basket);
        assertThat(row.get("fast", Basket.class)).isEqualTo(basket);
        assertThat(row.get(2, Basket[].class)).containsExactly(basket, basket);
        assertThat(row.get(1)).isInstanceOf(Json.class);
    }

    @Test
    void treesMapsAndNumbers() {
        JsonNode tree = row("SELECT '{\"a\": [1, 2.50]}'::jsonb").get(0, JsonNode.class);
        assertThat(tree.at("/a/0").intValue()).isEqualTo(1);
        assertThat(row("SELECT %s::jsonb", tree).getString(0)).isEqualTo("{\"a\": [1, 2.5]}");
        assertThat(row("SELECT %s::jsonb", Map.of("a", 1)).get(0, Map.class)).isEqualTo(Map.of("a", 1));
        assertThat(row("SELECT '7'::json").get(0, Integer.class)).isEqualTo(7);
    }

    @Test
    void genericTypes() {
        Type lines = new TypeLiteral<List<Line>>() {
        }.getType();
        Row row = row("SELECT %s::jsonb AS lines, %s::text AS text", new AsJson(List.of(new Line("ink", 2))),
                "[{\"product\": \"pen\", \"pieces\": 1}]");
        assertThat(row.<List<Line>> getJson("lines", lines)).containsExactly(new Line("ink", 2));
        assertThat(row.<List<Line>> getJson("text", lines)).containsExactly(new Line("pen", 1));
    }

    @Test
    void aWrapperMakesJsonOfEverything() {
        assertThat(row("SELECT %s::jsonb", new AsJson(List.of(1, 2))).getString(0)).isEqualTo("[1, 2]");
        assertThat(row("SELECT %s::jsonb", new AsJson("it's")).getString(0)).isEqualTo("\"it's\"");
        assertThat(row("SELECT %s::jsonb", new AsJson(null)).getString(0)).isEqualTo("null");
        assertThat(pool.mogrify("%s::jsonb", new AsJson(Arrays.asList("it's", null)))).isEqualTo("'[\"it''s\",null]'::jsonb");
        assertThat(new AsJson("secret").toString()).doesNotContain("secret");
    }

    @Test
    void nullsOfBothKinds() {
        Row row = row("SELECT NULL::jsonb, 'null'::jsonb");
        assertThat(row.get(0, Basket.class)).isNull();
        assertThat(row.isNull(1)).isFalse();
        assertThat(row.get(1, Basket.class)).isNull();
        assertThat(row.<Object> getJson(0, Basket.class)).isNull();
    }

    @Test
    void whatTheMapperCannotReadNamesTheColumnAndNotTheValue() {
        Row row = row("SELECT '{\"customer\": [\"hidden\"]}'::jsonb AS basket");
        assertThatThrownBy(() -> row.get("basket", Basket.class)).isInstanceOf(DataException.class)
                .hasMessage("column 0 \"basket\" (jsonb): the JSON mapper could not read the text as " + Basket.class.getName()
                        + ": java.io.UncheckedIOException");
        assertThatThrownBy(() -> row.getJson("basket", Basket.class)).isInstanceOf(DataException.class)
                .hasMessageContaining("column 0 \"basket\" (jsonb): the JSON mapper could not read the text as")
                .hasMessageNotContaining("hidden");
        assertThat(row("SELECT 1").getInt(0)).isEqualTo(1);
    }

    @Test
    void whatTheMapperCannotWriteFailsBeforeAnythingIsSent() {
        Object self = new Object() {
            @SuppressWarnings("unused")
            public Object getSelf() {
                return this;
            }
        };
        assertThatThrownBy(() -> row("SELECT %s::jsonb", self)).isInstanceOf(DataException.class)
                .hasMessage("argument 1: the JSON mapper could not write a value of class " + self.getClass().getName()
                        + ": java.io.UncheckedIOException");
        assertThat(row("SELECT 1").getInt(0)).isEqualTo(1);
    }

    @Test
    void aMapperThatWritesNothingIsNamed() {
        JsonMapper silent = new JsonMapper() {
            @Override
            public String write(Object value) {
                return null;
            }

            @Override
            public <T> T read(String json, Type type) {
                throw new IllegalStateException();
            }
        };
        assertThatThrownBy(() -> TypeRegistry.builtin(silent).jsonMapper().write(1)).isInstanceOf(DataException.class)
                .hasMessage("the JSON mapper " + silent.getClass().getName()
                        + " wrote null for a value of class java.lang.Integer: expected JSON text");
    }

    @Test
    void withoutAMapperItIsTextAndTheErrorSaysWhatToAdd() {
        PgPool plain = pool(new PsycopgDriver(vertx), options());
        Row row = await(plain.fetchOne("SELECT '{\"a\": 1}'::jsonb"));
        assertThat(row.get(0)).isEqualTo(new Json("{\"a\": 1}"));
        String missing = "expected a JSON mapper, got none: add the extension quarkus-jackson or quarkus-jsonb, "
                + "provide a bean of JsonMapper, or use Json and its text";
        assertThatThrownBy(() -> row.get(0, Basket.class)).isInstanceOf(NotSupportedException.class).hasMessage(missing);
        assertThatThrownBy(() -> await(plain.fetchOne("SELECT %s::jsonb", new Basket("Ada", List.of()))))
                .isInstanceOf(NotSupportedException.class).hasMessage(missing);
        assertThat(await(plain.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        await(plain.close());
    }

    @Test
    void decodingCanBeSwitchedOff() {
        PgPool text = pool(driver, options().toBuilder().json(false).hstore(false).uuid(false).build());
        await(text.execute("CREATE EXTENSION IF NOT EXISTS hstore"));
        UUID id = UUID.randomUUID();
        Row row = await(text.fetchOne("SELECT '{\"a\": 1}'::jsonb, '[1]'::json, 'a=>1'::hstore, %s::uuid, "
                + "ARRAY['{}'::jsonb], ARRAY[%s::uuid], ROW('2'::json)", id, id));
        assertThat(row.get(0)).isEqualTo("{\"a\": 1}");
        assertThat(row.get(1)).isEqualTo("[1]");
        assertThat(row.get(2)).isEqualTo("\"a\"=>\"1\"");
        assertThat(row.get(3)).isEqualTo(id.toString());
        assertThat(row.getUuid(3)).isEqualTo(id);
        assertThat(row.get(0, Map.class)).isEqualTo(Map.of("a", 1));
        assertThat(row.get(4, Object[].class)).containsExactly("{}");
        assertThat(row.get(4, String[].class)).containsExactly("{}");
        assertThat(row.get(5, UUID[].class)).containsExactly(id);
        await(text.close());
    }
}
