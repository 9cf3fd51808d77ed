package io.quarkiverse.psycopg.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** The embedded server of a run with its tables and replication slots. */
final class BenchmarkServer implements AutoCloseable {

    private static final int SLOTS = 150;

    private final TestServer server;
    private final List<String> unread = new ArrayList<>();
    private Iterator<String> slots = unread.iterator();
    private String endOfLog = "0/0";

    BenchmarkServer(Workload.Size size) {
        server = TestServer.builder().setting("shared_buffers", "256MB").setting("max_connections", "800")
                .setting("max_wal_size", "4GB").setting("autovacuum", "off")
                .setting("max_replication_slots", String.valueOf(SLOTS)).setting("max_wal_senders", "20")
                .hba("host all " + Tables.SCRAM_USER + " 127.0.0.1/32 scram-sha-256", "host all all 127.0.0.1/32 trust",
                        "host replication all 127.0.0.1/32 trust")
                .build();
        server.execute(Tables.create(Workload.W4.operations(size)));
    }

    int port() {
        return server.port();
    }

    /** As the server tells it. */
    String version() throws SQLException {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager
                .getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/" + Tables.DATABASE + "?user=" + Tables.USER);
    }

    /** How many connections it has, the one that asks among them. */
    int connections() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement
                        .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not tell its connections", e);
        }
    }

    /** Where the write-ahead log ended when the changes had been made. */
    String endOfLog() {
        return endOfLog;
    }

    long pid() {
        return server.pid();
    }

    /** Makes that many slots and then the changes that each of them tells of. */
    void prepareChanges(int rows, int slotCount) {
        if (slotCount > SLOTS) {
            throw new IllegalArgumentException("W7 has at most " + SLOTS + " rounds of all peers together, not " + slotCount);
        }
        dropSlots();
        server.execute("TRUNCATE bench_change");
        for (int i = 0; i < slotCount; i++) {
            server.execute("SELECT pg_create_logical_replication_slot('bench_" + i + "', 'pgoutput')");
            unread.add("bench_" + i);
        }
        slots = unread.iterator();
        server.execute(Tables.insertChanges(rows));
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet position = statement.executeQuery("SELECT pg_current_wal_flush_lsn()")) {
            position.next();
            endOfLog = position.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not tell the end of its log", e);
        }
    }

    /** A slot that nobody has read. */
    String nextSlot() {
        return slots.next();
    }

    void dropSlots() {
        server.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active");
        unread.clear();
    }

    /** Before a round that stores rows. */
    void emptyStore() {
        server.execute("TRUNCATE bench_store");
    }

    @Override
    public void close() {
        server.close();
    }
}
