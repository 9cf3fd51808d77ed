package io.quarkiverse.psycopg.benchmarks.client;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/** Several bare connections, served by one thread with a selector, with some selects in flight on each. */
final class LimitPool implements AutoCloseable {

    static final int EIGHT_EACH = 8;

    private final Selector selector = Selector.open();
    private final List<LimitConnection> connections = new ArrayList<>();
    private int sent;
    private int operations;

    LimitPool(int port, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            LimitConnection connection = new LimitConnection(port);
            connection.parse("k", Tables.SELECT_BY_KEY + "$1");
            connection.channel().configureBlocking(false);
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
        }
    }

    int size() {
        return connections.size();
    }

    long select(int count, int inFlight) throws IOException {
        operations = count;
        sent = 0;
        long before = rows();
        for (LimitConnection connection : connections) {
            connection.tally.ready = 0;
            put(connection, inFlight);
        }
        int ended = 0;
        while (ended < count) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                LimitConnection connection = (LimitConnection) key.attachment();
                connection.read();
                int ready = connection.tally.ready;
                connection.tally.ready = 0;
                ended += ready;
                put(connection, ready);
            }
            selector.selectedKeys().clear();
        }
        return rows() - before;
    }

    private void put(LimitConnection connection, int atMost) throws IOException {
        for (int i = 0; i < atMost && sent < operations; i++) {
            LimitMessages.putSelect(connection.out, Tables.key(sent++));
            connection.out.put(LimitMessages.SYNC);
        }
        connection.flush();
    }

    private long rows() {
        return connections.stream().mapToLong(connection -> connection.tally.rows).sum();
    }

    @Override
    public void close() throws IOException {
        for (LimitConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
