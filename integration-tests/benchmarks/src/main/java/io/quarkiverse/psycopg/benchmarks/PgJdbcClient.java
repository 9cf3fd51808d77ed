package io.quarkiverse.psycopg.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.quarkiverse.psycopg.testsupport.TestServer;

/** pgjdbc: statements prepared and binary from the first execution, rows fetched by 1,000. */
final class PgJdbcClient implements Client {

    private static final int FETCH_SIZE = 1_000;

    private final Connection connection;
    private final PreparedStatement byKey;
    private final PreparedStatement wide;
    private final Sink sink = new Sink();

    PgJdbcClient(int port) throws SQLException {
        connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + TestServer.DATABASE + "?user="
                + TestServer.USER + "&sslmode=disable&prepareThreshold=-1");
        byKey = connection.prepareStatement(Tables.SELECT_BY_KEY + "?");
        wide = connection.prepareStatement(Tables.SELECT_ROWS + "?");
        wide.setFetchSize(FETCH_SIZE);
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws SQLException {
        if (inFlight != 1) {
            throw new IllegalArgumentException("pgjdbc has one select in flight, not " + inFlight);
        }
        long rows = 0;
        for (int i = 0; i < operations; i++) {
            byKey.setLong(1, Tables.key(i));
            try (ResultSet result = byKey.executeQuery()) {
                while (result.next()) {
                    rows++;
                    readPoint(result);
                }
            }
        }
        return rows;
    }

    private void readPoint(ResultSet result) throws SQLException {
        sink.take(result.getLong(1));
        sink.take(result.getString(2));
        sink.take(result.getTimestamp(3).toInstant());
        sink.take(result.getBigDecimal(4));
        sink.take(result.getString(5));
    }

    @Override
    public long readRows(int rows) throws SQLException {
        connection.setAutoCommit(false);
        long received = 0;
        wide.setLong(1, rows);
        try (ResultSet result = wide.executeQuery()) {
            while (result.next()) {
                received++;
                readWide(result);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
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
    public void close() throws SQLException {
        connection.close();
    }
}
