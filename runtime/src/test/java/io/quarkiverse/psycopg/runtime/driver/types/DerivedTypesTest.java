package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Multirange;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.Range;
import io.quarkiverse.psycopg.types.RawValue;

/** Types that a database defines, described by its catalog. */
class DerivedTypesTest {

    private static final String CREATE = """
            DROP SCHEMA IF EXISTS derived CASCADE; CREATE SCHEMA derived; SET search_path TO derived, public;
            CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public; CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
            CREATE EXTENSION IF NOT EXISTS ltree SCHEMA public;
            CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s "odd"', 'com,ma');
            CREATE DOMAIN posint AS int4 CHECK (value > 0);
            CREATE DOMAIN smallpos AS posint CHECK (value < 100);
            CREATE TYPE pt AS (x int4, y int4);
            CREATE TYPE nested AS (id int4, p pt, m mood, tags text[], n smallpos);
            CREATE TYPE emptyc AS ();
            CREATE TYPE withmoney AS (a money, b text);
            CREATE TYPE floatrange AS RANGE (subtype = float8);
            CREATE TABLE rowtype (id int8, name text, gone int4, at timestamptz);
            ALTER TABLE rowtype DROP COLUMN gone;
            INSERT INTO rowtype VALUES (1, 'a "b"', '2020-01-01 00:00Z')""";

    private final TypeCatalog catalog = new TypeCatalog();
    private WireClient client;

    @BeforeEach
    void create() throws Exception {
        client = new WireClient(TestServer.v18(), catalog.types());
        client.simple(CREATE);
        load();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
    }

    private void load(Integer... oids) {
        TypeCatalog.Load load = catalog.load(List.of(oids), () -> {
        }).orElseThrow();
        do {
            client.simple(load.sql()).forEach(load::row);
        } while (load.end());
    }

    private int oid(String type) {
        return (int) client.simple("SELECT '" + type + "'::regtype::oid").get(0).getLong(0);
    }

    /** Sends a value in the driver's form and reads it in both. */
    private WireRow exchange(String type, Object value) {
        return client.each("SELECT $1::" + type + ", $1::" + type + ", $1::" + type + "::text", oid(type), List.of(value),
                catalog.types().codec(oid(type)).binary() ? 1 : 0, 0, 0).get(0);
    }

    private void roundTrips(String type, Object value) {
        WireRow row = exchange(type, value);
        assertThat(row.get(0)).isEqualTo(value);
        assertThat(row.get(1)).isEqualTo(value);
        assertThat(row.getString(0)).isEqualTo(row.getString(2));
    }

    @Test
    void enumsAreTheirLabels() {
        roundTrips("mood", "it's \"odd\"");
        roundTrips("mood[]", Arrays.asList("sad", null, "com,ma", "it's \"odd\""));
        assertThat(catalog.types().info(oid("mood")).orElseThrow()).isInstanceOfSatisfying(TypeInfo.Enum.class,
                type -> assertThat(type.labels()).containsExactly("sad", "ok", "it's \"odd\"", "com,ma"));
    }

    @Test
    void enumsWithAValueAddedLaterAreReadWithoutAskingAgain() {
        client.simple("ALTER TYPE mood ADD VALUE 'new'");
        roundTrips("mood[]", List.of("new"));
        assertThat(catalog.queries()).isEqualTo(1);
    }

    @Test
    void domainsAreTheirBaseTypeAtAnyDepth() {
        roundTrips("posint", 5);
        roundTrips("smallpos", 99);
        roundTrips("smallpos[]", Arrays.asList(1, null));
    }

    @Test
    void compositesNest() {
        PgComposite point = new PgComposite("derived.pt", List.of("x", "y"), Arrays.asList(1, null));
        PgComposite nested = new PgComposite("derived.nested", List.of("id", "p", "m", "tags", "n"),
                Arrays.asList(7, point, "com,ma", Arrays.asList("a\"b", null, "", "\\"), 3));
        roundTrips("pt", point);
        roundTrips("nested", nested);
        roundTrips("nested[]", Arrays.asList(nested, null));
        roundTrips("emptyc", new PgComposite("derived.emptyc", List.of(), List.of()));
        WireRow row = exchange("pt", Map.of("x", 5));
        assertThat(((PgComposite) row.get(0)).get("x")).isEqualTo(5);
        assertThat(((PgComposite) row.get(0)).get("y")).isNull();
    }

    @Test
    void compositesOfTypesWithoutABinaryFormGoAsText() {
        WireRow row = exchange("withmoney", PgComposite.of("12.50", "x,y"));
        assertThat(((PgComposite) row.get(0)).get("a")).hasToString("$12.50");
        assertThat(((PgComposite) row.get(0)).get("b")).isEqualTo("x,y");
    }

    @Test
    void rowTypesOfTablesAreFoundWhenAskedForAndHideDroppedColumns() {
        int oid = oid("rowtype");
        assertThat(catalog.types().isKnown(oid)).isFalse();
        load(oid);
        WireRow row = client.each("SELECT r, r, $1::int4 FROM rowtype r", 23, List.of(1), 1, 0).get(0);
        PgComposite expected = new PgComposite("derived.rowtype", List.of("id", "name", "at"),
                List.of(1L, "a \"b\"", Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(row.get(0)).isEqualTo(expected);
        assertThat(row.get(1)).isEqualTo(expected);
    }

    @Test
    void compositesThatChangedAreReadByWhatTheyCarryAndLoadedAgain() {
        client.simple("ALTER TYPE pt ADD ATTRIBUTE z text");
        WireRow row = client.each("SELECT '(1,2,three)'::pt, $1::int4", 23, List.of(1), 1).get(0);
        assertThat(((PgComposite) row.get(0)).values()).isEqualTo(List.of(1, 2, "three"));
        assertThat(catalog.isOutdated()).isTrue();
        assertThat(catalog.types().isKnown(oid("pt"))).isFalse();
        load();
        assertThat(catalog.types().isKnown(oid("pt"))).isTrue();
        roundTrips("pt", new PgComposite("derived.pt", List.of("x", "y", "z"), List.of(1, 2, "three")));
    }

    @Test
    void typesMadeAgainUnderAnotherOidAreFound() {
        client.simple("DROP TYPE floatrange; CREATE TYPE floatrange AS RANGE (subtype = numeric)");
        int oid = oid("floatrange");
        assertThat(catalog.types().isKnown(oid)).isFalse();
        load(oid);
        roundTrips("floatrange", Range.of(new BigDecimal("1.5"), new BigDecimal("2.50")));
    }

    @Test
    void rangesOfUserTypesWorkWithTheirMultiranges() {
        roundTrips("floatrange", Range.of(0.1, 2.5));
        roundTrips("floatrange[]", List.of(Range.atLeast(1d), Range.empty()));
        roundTrips("floatmultirange", new Multirange<>(List.of(Range.of(0.1, 2.5), Range.atLeast(3d))));
    }

    @Test
    void typesOfExtensionsAreKnownByName() {
        Map<String, String> map = new HashMap<>();
        map.put("a", "1");
        map.put("b", null);
        map.put("q\"\\'", "=>, ż");
        roundTrips("hstore", map);
        roundTrips("hstore", Map.of());
        roundTrips("hstore[]", List.of(map, Map.of()));
        roundTrips("citext", "Ab");
        roundTrips("ltree", "a.b.c");
        roundTrips("lquery", "a.*.c");
        assertThat(catalog.types().declaredOid(map)).as("a map may be an hstore or a composite: the server tells").isZero();
    }

    @Test
    void anonymousRecordsHaveTypedFields() {
        WireRow row = client.each("SELECT ROW(1, 'x'::text, NULL, ROW(2.50::numeric, DATE '2020-01-02')), $1::int4", 23,
                List.of(1), 1).get(0);
        PgComposite record = (PgComposite) row.get(0);
        assertThat(row.getString(0)).isEqualTo("(1,x,,\"(2.50,2020-01-02)\")");
        assertThat(record.get(0)).isEqualTo(1);
        assertThat(record.get("f2")).isEqualTo("x");
        assertThat(record.get(2)).isNull();
        assertThat(((PgComposite) record.get(3)).values()).isEqualTo(List.of(new BigDecimal("2.50"), LocalDate.of(2020, 1, 2)));
    }

    @Test
    void typesThatNobodyKnowsKeepTheirNameAndText() {
        client.simple("CREATE EXTENSION IF NOT EXISTS cube SCHEMA public");
        load();
        int oid = oid("cube");
        WireRow row = client.each("SELECT $1::cube, ARRAY[$1::cube]", oid, List.of("(1, 2)"), 0, 0).get(0);
        assertThat(row.get(0)).isEqualTo(RawValue.ofText("cube", Integer.toUnsignedLong(oid), "(1, 2)"));
        assertThat(row.getString(1)).isEqualTo("{\"(1, 2)\"}");
        assertThat(row.columns().get(1).typeName()).isEqualTo("cube[]");
        client.simple("DROP EXTENSION cube");
    }

    @Test
    void valuesThatDoNotFitACompositeAreRefused() {
        assertThatThrownBy(() -> exchange("pt", PgComposite.of(1))).isInstanceOf(DataException.class)
                .hasMessageContaining("derived.pt").hasMessageContaining("[x, y]");
        assertThatThrownBy(() -> exchange("pt", PgComposite.of(1, 1L << 40))).isInstanceOf(DataException.class)
                .hasMessageContaining("int4");
        assertThatThrownBy(() -> exchange("pt", Map.of("z", 1))).isInstanceOf(DataException.class)
                .hasMessageContaining("[x, y]");
    }
}
