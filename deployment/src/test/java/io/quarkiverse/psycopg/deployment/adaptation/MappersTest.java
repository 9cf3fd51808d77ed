package io.quarkiverse.psycopg.deployment.adaptation;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.mapping.LabelNaming;
import io.quarkiverse.psycopg.mapping.PgColumn;
import io.quarkiverse.psycopg.mapping.PgComposite;
import io.quarkiverse.psycopg.mapping.PgEnum;
import io.quarkiverse.psycopg.mapping.PgLabel;
import io.quarkiverse.psycopg.mapping.PgRow;
import io.quarkiverse.psycopg.types.Range;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;

class MappersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Waiting.class, Tables.class, Order.class, Status.class, Mood.class, Money.class,
                            Address.class, Everything.class, Note.class, Basics.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-jackson-deployment", Version.getVersion())))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded");

    @PgEnum
    enum Status {
        NEW,
        IN_TRANSIT,
        @PgLabel("done!")
        DONE
    }

    @PgEnum(naming = LabelNaming.LOWER_CASE)
    enum Mood {
        SAD,
        OK
    }

    @PgComposite("money_amount")
    record Money(BigDecimal amount, String currency) {
    }

    @PgComposite
    record Address(String street, int houseNumber, Money rent, Mood[] moods) {
    }

    @PgRow(table = "public.orders")
    record Order(long id, Money total, Status status, LocalDate orderedOn, @PgColumn("Strange Name") String remark) {
    }

    record Note(String text, int stars) {
    }

    @PgRow
    record Everything(Address home, List<Money> prices, Status[] history, List<Mood> moods, Optional<Status> last,
            Optional<String> absent, List<Note> notes, Map<String, Integer> counts, Note best, Range<Integer> range,
            int[] numbers, Mood textual, List<Mood> texts) {
    }

    @PgRow
    record Basics(boolean a, byte b, short c, int d, long e, float f, double g, char h, Integer i, Object j) {
    }

    @Inject
    PgPool pool;

    @Inject
    Psycopg psycopg;

    @Test
    void rowsBecomeRecords() {
        Order order = new Order(7, new Money(new BigDecimal("9.50"), "EUR"), Status.IN_TRANSIT, LocalDate.of(2026, 2, 3),
                "as ordered");
        await(pool.execute("INSERT INTO orders VALUES (%s, %s, %s, %s, %s)", order.id(), order.total(), order.status(),
                order.orderedOn(), order.remark()));
        assertThat(await(pool.fetchOne(Order.class, "SELECT * FROM orders WHERE id = %s", 7))).isEqualTo(order);
        assertThat(await(pool.fetchAll(Order.class, "SELECT *, 1 AS further FROM orders WHERE status = %s",
                Status.IN_TRANSIT))).containsExactly(order);
        assertThat(await(pool.stream(Order.class, "SELECT * FROM orders").collect().asList())).contains(order);
        assertThat(await(pool.fetchOne(Order.class, "SELECT * FROM orders WHERE id = -1"))).isNull();
        Order found = await(pool.withConnection(
                connection -> connection.fetchOne(Order.class, "SELECT * FROM orders WHERE total = %s", order.total())));
        assertThat(found).isEqualTo(order);
        assertThat(psycopg.mapper(Order.class)).isSameAs(pool.mapper(Order.class));
    }

    @Test
    void typesAreReadAsTheirClassesEverywhere() {
        Row row = await(pool.fetchOne("SELECT 'done!'::status, ARRAY['NEW', NULL]::status[], ROW(1.5, 'EUR')::money_amount, "
                + "ARRAY[ROW(2, 'USD')::money_amount], 'ok'::mood"));
        assertThat(row.get(0)).isEqualTo(Status.DONE);
        assertThat(row.get(0, String.class)).isEqualTo("done!");
        assertThat(row.getString(0)).isEqualTo("done!");
        assertThat(row.get(1)).isEqualTo(Arrays.asList(Status.NEW, null));
        assertThat(row.get(2)).isEqualTo(new Money(new BigDecimal("1.5"), "EUR"));
        assertThat(row.get(3)).isEqualTo(List.of(new Money(new BigDecimal("2"), "USD")));
        assertThat(row.get(3, Money[].class)).containsExactly(new Money(new BigDecimal("2"), "USD"));
        assertThat(row.get(2, io.quarkiverse.psycopg.types.PgComposite.class).get("currency")).isEqualTo("EUR");
        assertThat(row.get(4)).isEqualTo(Mood.OK);
    }

    @Test
    void nestedCompositesListsJsonAndOptionals() {
        Address home = new Address("Main", 7, new Money(new BigDecimal("100"), "EUR"), new Mood[] { Mood.SAD, Mood.OK });
        Everything read = await(pool.fetchOne(Everything.class, """
                SELECT %s::address AS home, %s::money_amount[] AS prices, %s::status[] AS history, ARRAY['ok']::mood[] AS moods,
                'NEW'::status AS last, NULL::text AS absent, %s::jsonb AS notes, '{"a": 1}'::json AS counts,
                %s::jsonb AS best, int4range(1, 5) AS range, ARRAY[1, 2] AS numbers, 'sad'::text AS textual,
                ARRAY['ok', NULL]::text[] AS texts""", home, List.of(home.rent(), home.rent()),
                List.of(Status.NEW, Status.DONE), new io.quarkiverse.psycopg.types.AsJson(List.of(new Note("good", 5))),
                new Note("best", 1)));
        assertThat(read.home()).usingRecursiveComparison().isEqualTo(home);
        assertThat(read.prices()).containsExactly(home.rent(), home.rent());
        assertThat(read.history()).containsExactly(Status.NEW, Status.DONE);
        assertThat(read.moods()).containsExactly(Mood.OK);
        assertThat(read.last()).contains(Status.NEW);
        assertThat(read.absent()).isEmpty();
        assertThat(read.notes()).containsExactly(new Note("good", 5));
        assertThat(read.counts()).isEqualTo(Map.of("a", 1));
        assertThat(read.best()).isEqualTo(new Note("best", 1));
        assertThat(read.range()).isEqualTo(Range.of(1, 5));
        assertThat(read.numbers()).containsExactly(1, 2);
        assertThat(read.textual()).isEqualTo(Mood.SAD);
        assertThat(read.texts()).isEqualTo(Arrays.asList(Mood.OK, null));
    }

    @Test
    void theSameByTheSimpleProtocolInText() {
        await(pool.withConnection(connection -> {
            var cursor = connection.cursor();
            return cursor.execute("SELECT 1; SELECT ROW('Main', 7, ROW(100, 'EUR'), '{sad,ok}')::address AS home")
                    .chain(() -> cursor.fetchOne()).invoke(row -> {
                        Address home = (Address) row.get("home");
                        assertThat(home.rent()).isEqualTo(new Money(new BigDecimal("100"), "EUR"));
                        assertThat(home.moods()).containsExactly(Mood.SAD, Mood.OK);
                    });
        }));
    }

    @Test
    void primitivesAndTheirNulls() {
        Basics basics = await(pool.fetchOne(Basics.class, "SELECT true AS a, 1 AS b, 2 AS c, 3 AS d, 4 AS e, 1.5::float4 AS f, "
                + "2.5::float8 AS g, 'x' AS h, NULL AS i, 5::int8 AS j"));
        assertThat(basics).isEqualTo(new Basics(true, (byte) 1, (short) 2, 3, 4, 1.5f, 2.5, 'x', null, 5L));
        assertThatThrownBy(() -> await(pool.fetchOne(Basics.class, "SELECT true AS a, NULL::int4 AS b, 2 AS c, 3 AS d, "
                + "4 AS e, 1.5::float4 AS f, 2.5::float8 AS g, 'x' AS h, NULL AS i, 5 AS j")))
                .isInstanceOf(DataException.class)
                .hasMessage("column 1 \"b\" is NULL, which a primitive component cannot be");
        assertThatThrownBy(() -> await(pool.fetchOne(Order.class, "SELECT NULL::int8 AS id, NULL AS total, NULL AS status, "
                + "NULL AS ordered_on, NULL AS \"Strange Name\""))).isInstanceOf(DataException.class)
                .hasMessageContaining("column 0 \"id\" (int8) is NULL");
    }

    @Test
    void missingColumnsAreAllNamedAtOnce() {
        assertThatThrownBy(() -> await(pool.fetchAll(Order.class, "SELECT 1 AS id, 'NEW'::status AS status")))
                .isInstanceOf(ProgrammingException.class)
                .hasMessage(Order.class.getName() + " is made of columns that the result has not: [total, ordered_on (or "
                        + "orderedOn), Strange Name]; it has [id, status]. Select them, or name another column with @PgColumn");
        assertThat(await(pool.fetchOne(Order.class, "SELECT 1 AS id, NULL::money_amount AS total, 'NEW'::status AS status, "
                + "NULL::date AS \"orderedOn\", '' AS \"Strange Name\"")).id()).isEqualTo(1);
    }

    @Test
    void aClassWithoutMapperIsNamed() {
        assertThatThrownBy(() -> await(pool.fetchOne(Note.class, "SELECT 1"))).isInstanceOf(ProgrammingException.class)
                .hasMessage("no mapper of rows for " + Note.class.getName() + ": annotate the record with @PgRow, register one "
                        + "with registerMapper, or pass a RowMapper");
    }

    @Test
    void labelsThatTheEnumHasNotAreNamedWithoutTheValue() {
        Row row = await(pool.fetchOne("SELECT 'gone'::status AS s"));
        assertThatThrownBy(() -> row.get("s")).isInstanceOf(DataException.class)
                .hasMessage("column 0 \"s\" (status): a label of status has no constant in " + Status.class.getName()
                        + ", which has [NEW, IN_TRANSIT, done!]");
    }

    @Test
    void composedSqlHasThemToo() {
        assertThat(pool.mogrify("%s %s", new Money(new BigDecimal("9.50"), "EUR"), Status.DONE))
                .isEqualTo("ROW(9.50, 'EUR')::money_amount 'done!'");
    }

    @Singleton
    static class Tables {

        @Inject
        PgPool pool;

        void create(@Observes StartupEvent event) {
            pool.execute("""
                    CREATE TYPE status AS ENUM ('NEW', 'IN_TRANSIT', 'done!', 'gone');
                    CREATE TYPE mood AS ENUM ('sad', 'ok');
                    CREATE TYPE money_amount AS (currency text, amount numeric);
                    ALTER TYPE money_amount DROP ATTRIBUTE currency;
                    ALTER TYPE money_amount ADD ATTRIBUTE currency text;
                    CREATE TYPE address AS (street text, house_number int4, rent money_amount, moods mood[]);
                    CREATE TABLE orders (id int8 PRIMARY KEY, total money_amount, status status, ordered_on date,
                    "Strange Name" text);
                    """).await().atMost(PATIENCE);
        }
    }
}
