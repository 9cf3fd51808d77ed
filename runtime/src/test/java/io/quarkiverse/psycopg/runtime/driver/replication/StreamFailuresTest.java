package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** What only somebody else can change: a stream fails at its start, and says what is to be done. */
class StreamFailuresTest {

    private static TestServer server;
    private static Vertx vertx;
    private static PsycopgDriver driver;

    private final List<SlotLost> lost = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        server = TestServer.builder().setting("max_replication_slots", "1").setting("max_slot_wal_keep_size", "1MB").build();
        server.execute("CREATE TABLE t (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR TABLE t", "CREATE ROLE plain LOGIN",
                "CREATE DATABASE other");
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
    }

    @AfterAll
    static void stop() {
        driver.close().await().atMost(LIMIT);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    private PgConnectOptions.Builder options() {
        return server.options().toBuilder();
    }

    private void fails(PgConnectOptions options, ReplicationStreamOptions settings, String... because) {
        ReplicationStream stream = driver.createReplicationStream(options, settings.withOnSlotLost(lost::add));
        assertThatThrownBy(() -> stream.start().await().atMost(LIMIT)).hasMessageContainingAll(because);
        assertThat(stream.state()).isEqualTo(ReplicationState.FAILED);
        assertThat(stream.failure()).isPresent();
    }

    @Test
    void aRoleWithoutTheRight() {
        fails(options().user("plain").build(), ReplicationStreamOptions.of("s1", "p", SlotPolicy.REQUIRE), "REPLICATION",
                "ALTER ROLE");
    }

    @Test
    void noSlotIsLeft() {
        server.execute("SELECT pg_create_physical_replication_slot('taken')");
        try {
            fails(options().build(), ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE), "max_replication_slots");
        } finally {
            server.execute("SELECT pg_drop_replication_slot('taken')");
        }
    }

    @Test
    void aSlotOfAnotherDatabase() {
        server.execute("SELECT pg_create_logical_replication_slot('s1', 'pgoutput')");
        try {
            server.executeIn("other", "CREATE PUBLICATION p FOR ALL TABLES");
            fails(options().database("other").build(), ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE),
                    "belongs to database", "name another slot or database");
        } finally {
            server.execute("SELECT pg_drop_replication_slot('s1')");
        }
    }

    /** The server has thrown away what the slot would have to send. */
    @Test
    void aPositionBehindWhatTheServerStillHas() {
        server.execute("SELECT pg_create_logical_replication_slot('s1', 'pgoutput')",
                "SELECT pg_switch_wal()", "INSERT INTO t SELECT generate_series(1, 50000)", "SELECT pg_switch_wal()",
                "DELETE FROM t", "SELECT pg_switch_wal()", "CHECKPOINT", "CHECKPOINT");
        try {
            fails(options().build(), ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE), "was invalidated",
                    "create a new one");
            assertThat(lost).singleElement().satisfies(event -> assertThat(event.slot()).isEqualTo("s1"));
        } finally {
            server.execute("SELECT pg_drop_replication_slot('s1')");
        }
    }
}
