package io.quarkiverse.psycopg.benchmarks.client;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.quarkiverse.psycopg.benchmarks.client.LimitMessages.Tally;
import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/** The limit over blocking channels: nothing is decoded, rows are counted. */
final class LimitClient implements Client {

    /** Entries of one flush of {@link #insertMany}. */
    private static final int ENTRIES = 1_000;

    private final int port;
    private final int inFlightOfPool;
    private final LimitConnection connection;
    private LimitPool pool;

    LimitClient(int port, int inFlightOfPool) throws IOException {
        this.port = port;
        this.inFlightOfPool = inFlightOfPool;
        connection = new LimitConnection(port);
        connection.parse("k", Tables.SELECT_BY_KEY + "$1");
        connection.parse("i", Tables.INSERT + "$1, $2, $3)");
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws IOException {
        Tally tally = connection.tally;
        long before = tally.rows;
        int sent = 0;
        tally.ready = 0;
        while (tally.ready < operations) {
            while (sent < operations && sent - tally.ready < inFlight) {
                LimitMessages.putSelect(connection.out, Tables.key(sent++));
                connection.out.put(LimitMessages.SYNC);
            }
            connection.flush();
            connection.read();
        }
        return tally.rows - before;
    }

    @Override
    public long selectInTransaction(int operations, int inFlight) throws IOException {
        connection.execute("BEGIN");
        long rows = selectInFlushes(operations, inFlight);
        connection.execute("COMMIT");
        return rows;
    }

    /** What has ended by the end of a read is followed by as many in one flush, with one Sync behind them. */
    private long selectInFlushes(int operations, int inFlight) throws IOException {
        Tally tally = connection.tally;
        long before = tally.rows;
        int sent = 0;
        int syncs = 0;
        tally.commands = 0;
        tally.ready = 0;
        while (tally.commands < operations || tally.ready < syncs) {
            int more = Math.min(inFlight - (sent - tally.commands), operations - sent);
            for (int i = 0; i < more; i++) {
                LimitMessages.putSelect(connection.out, Tables.key(sent++));
            }
            if (more > 0) {
                connection.out.put(LimitMessages.SYNC);
                syncs++;
            }
            connection.flush();
            connection.read();
        }
        return tally.rows - before;
    }

    /** One unit at a time is as {@link #selectInFlushes}: the limit need not wait for a unit's last row. */
    @Override
    public long selectInUnits(int operations, int unit, int atATime) throws IOException {
        if (atATime == 1) {
            return selectInFlushes(operations, unit);
        }
        Tally tally = connection.tally;
        long before = tally.rows;
        int sent = 0;
        int syncs = 0;
        tally.ready = 0;
        while (sent < operations || tally.ready < syncs) {
            while (sent < operations && syncs - tally.ready < atATime) {
                for (int end = Math.min(operations, sent + unit); sent < end; sent++) {
                    LimitMessages.putSelect(connection.out, Tables.key(sent));
                }
                connection.out.put(LimitMessages.SYNC);
                syncs++;
            }
            connection.flush();
            connection.read();
        }
        return tally.rows - before;
    }

    @Override
    public long selectOnPool(int operations, int callers, int connections) throws IOException {
        if (pool == null || pool.size() != connections) {
            closePool();
            pool = new LimitPool(port, connections);
        }
        int each = Math.max(1, Math.min(inFlightOfPool, callers / connections));
        return pool.select(operations, each);
    }

    @Override
    public long streamRows(String statement, String end, int rows) throws IOException {
        long before = connection.tally.rows;
        connection.parse("w", statement + "$1" + end);
        LimitMessages.putSelect(connection.out, LimitMessages.select("w"), rows);
        connection.out.put(LimitMessages.SYNC);
        connection.flush();
        connection.awaitReady();
        connection.execute("DEALLOCATE w");
        return connection.tally.rows - before;
    }

    @Override
    public long fetchRows(int rows) throws IOException {
        return streamRows(Tables.SELECT_ROWS, "", rows);
    }

    @Override
    public long insertMany(int rows) throws IOException {
        ByteBuffer out = connection.out;
        connection.tally.commands = 0;
        connection.tally.ready = 0;
        int sent = 0;
        while (sent < rows) {
            int end = Math.min(rows, sent + ENTRIES);
            for (; sent < end; sent++) {
                LimitMessages.putInsert(out, sent, LimitMessages.ascii(Tables.text(sent)), sent / 7.0);
            }
            if (sent == rows) {
                out.put(LimitMessages.SYNC);
            } else {
                out.put((byte) 'H').putInt(4);
            }
            connection.flush();
            while (connection.tally.commands < sent - ENTRIES) {
                connection.read();
            }
        }
        while (connection.tally.commands < rows || connection.tally.ready == 0) {
            connection.read();
        }
        return connection.tally.commands;
    }

    @Override
    public long receive(int notifications) throws IOException {
        return listen(notifications, Tables.NOTIFY_MANY + notifications + ") g", 1);
    }

    @Override
    public long pass(int notifications) throws IOException {
        return listen(notifications, Tables.NOTIFY_ONE, notifications);
    }

    private long listen(int notifications, String send, int times) throws IOException {
        byte[] message = LimitMessages.query(send);
        try (LimitConnection listener = new LimitConnection(port); LimitConnection sender = new LimitConnection(port)) {
            listener.execute("LISTEN " + Tables.CHANNEL);
            for (int i = 1; i <= times; i++) {
                sender.send(message);
                while (listener.tally.notifications < (long) notifications / times * i) {
                    listener.read();
                }
                sender.awaitReady();
            }
            return listener.tally.notifications;
        }
    }

    @Override
    public long drain(int changes, String slot) throws IOException {
        try (LimitConnection walsender = new LimitConnection(port, "replication", "database")) {
            walsender.send(LimitMessages.query("START_REPLICATION SLOT " + slot + " LOGICAL 0/0 (proto_version '1',"
                    + " publication_names '" + Tables.PUBLICATION + "', binary 'true')"));
            while (walsender.tally.changes < changes) {
                walsender.read();
            }
            return walsender.tally.changes;
        }
    }

    @Override
    public long connect(int operations) throws Exception {
        return connect(operations, new LimitLogin(port, false));
    }

    @Override
    public long connectAgain(int operations) throws Exception {
        return connect(operations, new LimitLogin(port, true));
    }

    private static long connect(int operations, LimitLogin login) throws Exception {
        for (int i = 0; i < operations; i++) {
            login.connect();
        }
        return operations;
    }

    private void closePool() throws IOException {
        if (pool != null) {
            pool.close();
        }
    }

    @Override
    public void close() throws IOException {
        closePool();
        connection.close();
    }
}
