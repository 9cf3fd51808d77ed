package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;

import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationCursor;
import io.quarkiverse.psycopg.replication.ReplicationMessage;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** Replication connections to one server, closed after each test; slots and the tests' schema are dropped. */
abstract class WalsenderTests {

    static final StartOptions TEXT = StartOptions.logical("s1").withOption("include-xids", "0")
            .withOption("skip-empty-xacts", "1");

    private final List<ReplicationConnection> opened = new ArrayList<>();
    TestServer server = TestServer.v18();

    @AfterEach
    void drop() {
        opened.forEach(connection -> await(connection.close()));
        server.execute("DROP SCHEMA IF EXISTS w CASCADE");
        ReplicationConnection admin = TestConnections.connect(server, ReplicationType.LOGICAL);
        for (List<Optional<String>> slot : await(admin.query("SELECT slot_name FROM pg_replication_slots"))) {
            await(admin.dropSlot(slot.get(0).orElseThrow(), true));
        }
        await(admin.close());
    }

    final ReplicationConnection open(ReplicationType type) {
        ReplicationConnection connection = TestConnections.connect(server, type);
        opened.add(connection);
        return connection;
    }

    /** A connection beside a new slot s1, of the plugin that writes text. */
    final ReplicationConnection slot() {
        ReplicationConnection connection = open(ReplicationType.LOGICAL);
        await(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
        return connection;
    }

    static List<ReplicationMessage> messages(ReplicationCursor cursor, int count) {
        List<ReplicationMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(await(cursor.readMessage()));
        }
        return messages;
    }

    static List<String> texts(ReplicationCursor cursor, int count) {
        return messages(cursor, count).stream().map(ReplicationMessage::text).toList();
    }
}
