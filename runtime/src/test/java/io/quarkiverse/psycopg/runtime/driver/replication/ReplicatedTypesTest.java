package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.Range;

/** Types that a database defines, in changes: known before the first change, or asked for when they are announced. */
class ReplicatedTypesTest {

    private final TestServer server = TestServer.v18();

    @BeforeEach
    void schema() {
        server.execute("DROP SCHEMA IF EXISTS feed CASCADE", "CREATE SCHEMA feed",
                "CREATE TYPE feed.mood AS ENUM ('sad', 'ok')", "CREATE TYPE feed.pt AS (x int4, y text)",
                "CREATE DOMAIN feed.small AS int4 CHECK (value < 100)", "CREATE TYPE feed.fr AS RANGE (subtype = float8)",
                "CREATE TABLE feed.t (id int4 PRIMARY KEY, m feed.mood, p feed.pt, d feed.small, r feed.fr, a feed.mood[])");
    }

    @AfterEach
    void drop() {
        server.execute("DROP SCHEMA feed CASCADE");
    }

    @ParameterizedTest
    @ValueSource(strings = { "false", "true" })
    void valuesAreReadAsThoseOfQueries(String binary) {
        try (StreamProbe probe = new StreamProbe(server, Map.of("binary", binary))) {
            ChangedRow row = probe
                    .inserted("INSERT INTO feed.t VALUES (1, 'ok', '(7,\"a b\")', 42, '[1.5,2.5)', '{sad,NULL}')");
            assertThat(row.get("m")).isEqualTo("ok");
            assertThat(row.get("p")).isEqualTo(new PgComposite("feed.pt", List.of("x", "y"), List.of(7, "a b")));
            assertThat(row.get("d")).isEqualTo(42);
            assertThat(row.get("r")).isEqualTo(Range.of(1.5, 2.5));
            assertThat(row.get("a")).isEqualTo(Arrays.asList("sad", null));
            assertThat(row.columns().get(1).typeName()).isEqualTo("feed.mood");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "false", "true" })
    void typesMadeWhileItStreamsAreAskedFor(String binary) {
        try (StreamProbe probe = new StreamProbe(server, Map.of("binary", binary))) {
            List<Change> changes = probe.changes(3, "CREATE TYPE feed.late AS (n int4, m feed.mood)",
                    "CREATE TABLE feed.u (id int4 PRIMARY KEY, v feed.late)", "INSERT INTO feed.u VALUES (1, '(5,sad)')",
                    "INSERT INTO feed.t VALUES (1, 'ok')", "INSERT INTO feed.u VALUES (2, '(6,ok)')");
            assertThat(changes).hasSize(3);
            assertThat(StreamProbe.after(changes.get(0)).get("v"))
                    .isEqualTo(new PgComposite("feed.late", List.of("n", "m"), List.of(5, "sad")));
            assertThat(StreamProbe.after(changes.get(1)).get("m")).isEqualTo("ok");
            assertThat(StreamProbe.after(changes.get(2)).get("v"))
                    .isEqualTo(new PgComposite("feed.late", List.of("n", "m"), List.of(6, "ok")));
            until("the connection that asked is closed",
                    () -> server.one("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender'").equals("1"));
        }
    }

    /** Many changes wait behind the question, and none is lost, repeated or out of order. */
    @Test
    void whatComesMeanwhileWaits() {
        try (StreamProbe probe = new StreamProbe(server, Map.of())) {
            String[] sql = new String[60];
            for (int i = 0; i < 20; i++) {
                sql[3 * i] = "CREATE TYPE feed.e" + i + " AS ENUM ('v')";
                sql[3 * i + 1] = "CREATE TABLE feed.n" + i + " (id int4 PRIMARY KEY, v feed.e" + i + ")";
                sql[3 * i + 2] = "INSERT INTO feed.n" + i + " SELECT g, 'v' FROM generate_series(1, 200) g";
            }
            List<Change> changes = probe.changes(20, sql);
            assertThat(changes).hasSize(4_000).allSatisfy(change -> assertThat(StreamProbe.after(change).get("v"))
                    .isEqualTo("v"));
            for (int i = 0; i < changes.size(); i++) {
                assertThat(StreamProbe.after(changes.get(i)).getInt("id")).isEqualTo(i % 200 + 1);
            }
            until("all is confirmed", () -> probe.stream.positions().confirmed()
                    .compareTo(probe.transactions.get(19).endPosition()) >= 0);
        }
    }

    /**
     * By OID and by name, alone and in an array; at once where the stream runs already, and on a connection that is made anew.
     */
    @Test
    void typecastersOfTheStreamReadItsValues() {
        try (StreamProbe probe = new StreamProbe(server, Map.of())) {
            probe.stream.registerType(
                    TypeObject.newType(List.of(), List.of("feed.mood"), "mood", (text, context) -> "<" + text + ">"));
            ChangedRow row = probe.inserted("INSERT INTO feed.t (id, m, a) VALUES (1, 'ok', '{sad,NULL}')");
            assertThat(row.get("m")).isEqualTo("<ok>");
            assertThat(row.get("a")).isEqualTo(Arrays.asList("<sad>", null));
            probe.stream.registerType(TypeObject.newType(List.of(23L), List.of(), "number", (text, context) -> "#" + text));
            assertThat(probe.inserted("INSERT INTO feed.t (id) VALUES (2)").get("id")).isEqualTo("#2");
            probe.reconnect();
            row = probe.inserted("INSERT INTO feed.t (id, m) VALUES (3, 'sad')");
            assertThat(row.get("id")).isEqualTo("#3");
            assertThat(row.get("m")).isEqualTo("<sad>");
            assertThat(probe.stream.typeObjects()).extracting(TypeObject::name).containsExactly("mood", "number");
        }
    }

    /** Alone, in arrays, in domains and inside of another composite; the first row already has the names. */
    @ParameterizedTest
    @ValueSource(strings = { "false", "true" })
    void compositesThatAreAlteredWhileItStreamsHaveTheirPresentNames(String binary) {
        try (StreamProbe probe = new StreamProbe(server, Map.of("binary", binary))) {
            server.execute("CREATE TYPE feed.box AS (corner feed.pt, n int4)", "CREATE DOMAIN feed.dpt AS feed.pt",
                    "CREATE TABLE feed.c (id int4 PRIMARY KEY, p feed.pt, a feed.pt[], d feed.dpt, b feed.box)");
            probe.inserted("INSERT INTO feed.c VALUES (1, '(1,a)', '{\"(1,a)\"}', '(1,a)', '(\"(1,a)\",2)')");
            PgComposite wider = new PgComposite("feed.pt", List.of("x", "y", "z"), List.of(1, "a", 2.5));
            server.execute("ALTER TYPE feed.pt ADD ATTRIBUTE z float8");
            assertThat(probe.inserted("INSERT INTO feed.c (id, p) VALUES (2, '(1,a,2.5)')").get("p")).isEqualTo(wider);
            server.execute("ALTER TYPE feed.pt DROP ATTRIBUTE x");
            PgComposite narrower = new PgComposite("feed.pt", List.of("y", "z"), List.of("a", 2.5));
            assertThat(probe.inserted("INSERT INTO feed.c (id, a) VALUES (3, '{NULL,\"(a,2.5)\"}')").get("a"))
                    .isEqualTo(Arrays.asList(null, narrower));
            server.execute("ALTER TYPE feed.pt ADD ATTRIBUTE w int4");
            PgComposite last = new PgComposite("feed.pt", List.of("y", "z", "w"), List.of("a", 2.5, 7));
            assertThat(probe.inserted("INSERT INTO feed.c (id, d) VALUES (4, '(a,2.5,7)')").get("d")).isEqualTo(last);
            server.execute("ALTER TYPE feed.pt DROP ATTRIBUTE w");
            ChangedRow row = probe.inserted("INSERT INTO feed.c (id, b, p) VALUES (5, '(\"(a,2.5)\",2)', '(a,2.5)')");
            assertThat(((PgComposite) row.get("b")).get("corner")).isEqualTo(narrower);
            assertThat(row.get("p")).isEqualTo(narrower);
        }
    }

    @Test
    void rowsBeforeAndKeysAreReadByThePresentTypesToo() {
        try (StreamProbe probe = new StreamProbe(server, Map.of("binary", "true"))) {
            server.execute("ALTER TABLE feed.t REPLICA IDENTITY FULL");
            probe.inserted("INSERT INTO feed.t (id, p) VALUES (1, '(1,a)')");
            server.execute("ALTER TYPE feed.pt ADD ATTRIBUTE z int4");
            PgComposite former = new PgComposite("feed.pt", List.of("x", "y", "z"), Arrays.asList(1, "a", null));
            List<Change> changes = probe.changes(1, "UPDATE feed.t SET p = '(2,b,3)'");
            RowChange.Update<?> update = (RowChange.Update<?>) changes.get(0);
            assertThat(((ChangedRow) update.before().orElseThrow()).get("p")).isEqualTo(former);
            assertThat(update.key().get("p")).isEqualTo(former);
            assertThat(StreamProbe.after(update).get("p"))
                    .isEqualTo(new PgComposite("feed.pt", List.of("x", "y", "z"), List.of(2, "b", 3)));
        }
    }

    /** What was written before a type was altered, and read afterwards: the catalog cannot name the former attributes. */
    @Test
    void valuesThatAreOlderThanTheirTypeAreReadWithoutNames() {
        try (StreamProbe probe = new StreamProbe(server, Map.of("binary", "true"))) {
            List<Change> changes = probe.changesMeanwhile(2,
                    "INSERT INTO feed.t (id, p) SELECT g, '(1,a)' FROM generate_series(1, 100) g",
                    "ALTER TYPE feed.pt DROP ATTRIBUTE x", "INSERT INTO feed.t (id, p) VALUES (101, '(b)')");
            assertThat(changes.subList(0, 100)).allSatisfy(change -> {
                PgComposite value = (PgComposite) StreamProbe.after(change).get("p");
                assertThat(value.names()).containsExactly("f1", "f2");
                assertThat(value.values()).isEqualTo(List.of(1, "a"));
            });
            assertThat(StreamProbe.after(changes.get(100)).get("p"))
                    .isEqualTo(new PgComposite("feed.pt", List.of("y"), List.of("b")));
            assertThat(probe.catalog.queries()).as("two starts, and questions that cannot help, ever more seldom")
                    .isBetween(3, 12);
        }
    }

    /** The text form tells the number of attributes alone: the value is there as text, the other columns as ever. */
    @Test
    void olderValuesInTextFormAreReadAsText() {
        try (StreamProbe probe = new StreamProbe(server, Map.of())) {
            ChangedRow row = StreamProbe.after(probe.changesMeanwhile(1,
                    "INSERT INTO feed.t (id, p, d) VALUES (1, '(1,a)', 5)", "ALTER TYPE feed.pt DROP ATTRIBUTE x").get(0));
            assertThat(row.getString("p")).isEqualTo("(1,a)");
            assertThat(row.get("d")).isEqualTo(5);
            assertThatThrownBy(() -> row.get("p")).isInstanceOf(DataException.class).hasMessageContaining("\"p\"")
                    .hasMessageContaining("2 fields").hasMessageContaining("1 when it was loaded");
        }
    }

    /** A type that is made in the transaction that uses it is in the catalog only when that has been committed. */
    @Test
    void typesOfAStreamedTransactionAreAskedForAtItsCommit() {
        server.execute("ALTER SYSTEM SET logical_decoding_work_mem = '64kB'", "SELECT pg_reload_conf()");
        try (StreamProbe probe = new StreamProbe(server, Map.of("streaming", "on"))) {
            List<Change> changes = probe.changes(1, "BEGIN; CREATE TYPE feed.young AS (n int4, s text);"
                    + " CREATE TABLE feed.y (id int4 PRIMARY KEY, v feed.young);"
                    + " INSERT INTO feed.y SELECT g, ROW(g, repeat('x', 50))::feed.young FROM generate_series(1, 5000) g; COMMIT");
            assertThat(changes).hasSize(5_000);
            assertThat(StreamProbe.after(changes.get(4_999)).get("v"))
                    .isEqualTo(new PgComposite("feed.young", List.of("n", "s"), List.of(5_000, "x".repeat(50))));
        } finally {
            server.execute("ALTER SYSTEM RESET logical_decoding_work_mem", "SELECT pg_reload_conf()");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "false", "true" })
    void renamedAttributesHaveTheirNamesAfterForgetting(String binary) {
        try (StreamProbe probe = new StreamProbe(server, Map.of("binary", binary))) {
            probe.inserted("INSERT INTO feed.t (id, p) VALUES (1, '(1,a)')");
            server.execute("ALTER TYPE feed.pt RENAME ATTRIBUTE y TO why");
            probe.stream.forgetTypes();
            assertThat(((PgComposite) probe.inserted("INSERT INTO feed.t (id, p) VALUES (2, '(2,b)')").get("p")).names())
                    .containsExactly("x", "why");
        }
    }

    /** The table is announced once more in the same shape: its column has been made anew, with a type that was altered. */
    @Test
    void aColumnThatIsMadeAnewIsReadByItsPresentType() {
        try (StreamProbe probe = new StreamProbe(server, Map.of())) {
            server.execute("CREATE TABLE feed.one (id int4 PRIMARY KEY, p feed.pt)");
            probe.inserted("INSERT INTO feed.one VALUES (1, '(1,a)')");
            server.execute("ALTER TABLE feed.t DROP COLUMN p", "ALTER TABLE feed.one DROP COLUMN p",
                    "ALTER TYPE feed.pt ALTER ATTRIBUTE y TYPE int8", "ALTER TYPE feed.pt RENAME ATTRIBUTE y TO count",
                    "ALTER TABLE feed.one ADD COLUMN p feed.pt");
            assertThat(probe.inserted("INSERT INTO feed.one VALUES (2, '(1,7)')").get("p"))
                    .isEqualTo(new PgComposite("feed.pt", List.of("x", "count"), List.of(1, 7L)));
        }
    }

    @Test
    void aConnectionMadeAnewDescribesTypesAnew() {
        try (StreamProbe probe = new StreamProbe(server, Map.of())) {
            probe.inserted("INSERT INTO feed.t (id, p) VALUES (1, '(1,a)')");
            server.execute("ALTER TYPE feed.pt RENAME ATTRIBUTE y TO why");
            probe.reconnect();
            assertThat(((PgComposite) probe.inserted("INSERT INTO feed.t (id, p) VALUES (2, '(2,b)')").get("p")).names())
                    .containsExactly("x", "why");
        }
    }
}
