package io.quarkiverse.psycopg.benchmarks.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import io.quarkiverse.psycopg.benchmarks.client.LimitMessages.Tally;

/** A socket to the server: what is put is sent by {@link #flush}, what comes is skimmed. Blocks. */
final class LimitConnection implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;

    final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    final Tally tally = new Tally();
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).flip();

    LimitConnection(int port, String... parameters) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        send(LimitMessages.startup(parameters));
        awaitReady();
    }

    SocketChannel channel() {
        return channel;
    }

    void send(byte[] messages) throws IOException {
        out.put(messages);
        flush();
    }

    /** Runs statements and waits for their end. */
    void execute(String sql) throws IOException {
        send(LimitMessages.query(sql));
        awaitReady();
    }

    void parse(String name, String sql) throws IOException {
        send(LimitMessages.parse(name, sql));
        awaitReady();
    }

    void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /** Reads until one more ReadyForQuery has come at least. */
    void awaitReady() throws IOException {
        int before = tally.ready;
        while (tally.ready == before) {
            read();
        }
    }

    /** Reads once and skims what has come. */
    void read() throws IOException {
        in.compact();
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        in.flip();
        tally.skim(in);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
