package io.quarkiverse.psycopg.benchmarks.client;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.replication.PGReplicationStream;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/** pgjdbc: rows fetched by 1,000, a queue of connections as pool, a thread per caller. */
final class PgJdbcClient implements Client {

    private static final int FETCH_SIZE = 1_000;
    private static final int BATCH = 1_000;
    private static final int WAIT_MILLIS = 10_000;

    private final String url;
    private final Connection connection;
    private final PreparedStatement byKey;
    private final Sink sink = new Sink();
    private final List<Connection> opened = new ArrayList<>();
    private final BlockingQueue<PreparedStatement> pool = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param options of the URL, each with an ampersand before it */
    PgJdbcClient(int port, String options) throws SQLException {
        url = "jdbc:postgresql://127.0.0.1:" + port + "/" + Tables.DATABASE + "?sslmode=disable" + options;
        connection = open();
        byKey = connection.prepareStatement(Tables.SELECT_BY_KEY + "?");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url + "&user=" + Tables.USER);
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws SQLException {
        if (inFlight != 1) {
            throw new IllegalArgumentException("pgjdbc has one select in flight, not " + inFlight);
        }
        long rows = 0;
        for (int i = 0; i < operations; i++) {
            rows += select(byKey, i, sink);
        }
        return rows;
    }

    private static int select(PreparedStatement statement, int number, Sink sink) throws SQLException {
        int rows = 0;
        statement.setLong(1, Tables.key(number));
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows++;
                sink.take(result.getLong(1));
                sink.take(result.getString(2));
                sink.take(result.getTimestamp(3).toInstant());
                sink.take(result.getBigDecimal(4));
                sink.take(result.getString(5));
            }
        }
        return rows;
    }

    @Override
    public long selectOnPool(int operations, int callers, int connections) throws Exception {
        for (int i = opened.size(); i < connections; i++) {
            Connection another = open();
            opened.add(another);
            pool.add(another.prepareStatement(Tables.SELECT_BY_KEY + "?"));
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<Long>> ends = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            ends.add(threads.submit(() -> call(next, operations)));
        }
        long rows = 0;
        for (Future<Long> end : ends) {
            rows += end.get(InFlight.LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        return rows;
    }

    private long call(AtomicInteger next, int operations) throws Exception {
        Sink own = new Sink();
        long rows = 0;
        for (int number = next.getAndIncrement(); number < operations; number = next.getAndIncrement()) {
            PreparedStatement statement = pool.take();
            try {
                rows += select(statement, number, own);
            } finally {
                pool.add(statement);
            }
        }
        return rows;
    }

    @Override
    public long streamRows(String statement, String end, int rows) throws SQLException {
        connection.setAutoCommit(false);
        long received = read(statement + "?" + end, rows, FETCH_SIZE);
        connection.commit();
        connection.setAutoCommit(true);
        return received;
    }

    @Override
    public long fetchRows(int rows) throws SQLException {
        return read(Tables.SELECT_ROWS + "?", rows, 0);
    }

    private long read(String sql, int rows, int fetchSize) throws SQLException {
        long received = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            statement.setLong(1, rows);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    received++;
                    readWide(result);
                }
            }
        }
        return received;
    }

    private void readWide(ResultSet result) throws SQLException {
        sink.take(result.getInt(1));
        sink.take(result.getLong(2));
        sink.take(result.getString(3));
        sink.take(result.getDouble(4));
        sink.take(result.getTimestamp(5).toInstant());
    }

    @Override
    public long insertMany(int rows) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(Tables.INSERT + "?, ?, ?)")) {
            for (int i = 0; i < rows; i++) {
                insert.setInt(1, i);
                insert.setString(2, Tables.text(i));
                insert.setDouble(3, i / 7.0);
                insert.addBatch();
                if ((i + 1) % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        return rows;
    }

    @Override
    public long receive(int notifications) throws SQLException {
        return listen(notifications, Tables.NOTIFY_MANY + notifications + ") g", 1);
    }

    @Override
    public long pass(int notifications) throws SQLException {
        return listen(notifications, Tables.NOTIFY_ONE, notifications);
    }

    private long listen(int notifications, String send, int times) throws SQLException {
        PGConnection listener = connection.unwrap(PGConnection.class);
        long received = 0;
        try (Connection sender = open();
                Statement statement = sender.createStatement();
                Statement listen = connection.createStatement()) {
            listen.execute("LISTEN " + Tables.CHANNEL);
            for (int i = 0; i < times; i++) {
                statement.execute(send);
                long before = received;
                while (received - before < notifications / times) {
                    for (PGNotification notification : listener.getNotifications(WAIT_MILLIS)) {
                        sink.take(notification.getParameter());
                        received++;
                    }
                }
            }
            listen.execute("UNLISTEN *");
        }
        return received;
    }

    /** Counts the messages of inserts: pgjdbc does not decode the output of a plugin. */
    @Override
    public long drain(int changes, String slot) throws SQLException {
        try (Connection walsender = DriverManager.getConnection(url + "&user=" + Tables.USER
                + "&replication=database&assumeMinServerVersion=9.4&preferQueryMode=simple")) {
            PGReplicationStream stream = walsender.unwrap(PGConnection.class).getReplicationAPI().replicationStream().logical()
                    .withSlotName(slot).withSlotOption("proto_version", "1")
                    .withSlotOption("publication_names", Tables.PUBLICATION).start();
            long inserts = 0;
            while (inserts < changes) {
                ByteBuffer message = stream.read();
                if (message.get() == 'I') {
                    inserts++;
                }
                stream.setFlushedLSN(stream.getLastReceiveLSN());
            }
            stream.close();
            return inserts;
        }
    }

    @Override
    public long connect(int operations) throws SQLException {
        for (int i = 0; i < operations; i++) {
            DriverManager.getConnection(url, Tables.SCRAM_USER, Tables.SCRAM_PASSWORD).close();
        }
        return operations;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Connection each : opened) {
            each.close();
        }
        connection.close();
    }
}
