package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangedRow;
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
            assertThat(probe.one("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender'"))
                    .as("the connection that asked is closed").isEqualTo("1");
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
            StreamProbe.until("all is confirmed", () -> probe.stream.positions().confirmed()
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
