package io.quarkiverse.psycopg.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.psycopg.testsupport.TestServer;

/**
 * The limit: a blocking channel, requests encoded beforehand (only the key is written anew), replies told apart by type and
 * length, counted, and otherwise skipped. Source of the shapes: PostgreSQL documentation 54.7, Message Formats.
 */
final class LimitClient implements Client {

    private static final int BUFFER = 256 * 1024;
    private static final int HEADER = 5;
    private static final int KEY_IN_BIND = 18;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).flip();
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] select = select("k");
    private long rows;

    LimitClient(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String parameters = "user\0" + TestServer.USER + "\0database\0" + TestServer.DATABASE + "\0\0";
        out.putInt(8 + parameters.length()).putInt(3 << 16).put(ascii(parameters));
        flush();
        awaitReady(1);
        parse("k", Tables.SELECT_BY_KEY + "$1");
        parse("w", Tables.SELECT_ROWS + "$1");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void parse(String name, String sql) throws IOException {
        byte[] body = ascii(name + "\0" + sql + "\0\0\0");
        out.put((byte) 'P').putInt(4 + body.length).put(body);
        out.put((byte) 'S').putInt(4);
        flush();
        awaitReady(1);
    }

    /** Bind, Execute and Sync of a statement with one int8 and all results in binary. */
    private static byte[] select(String statement) {
        ByteBuffer message = ByteBuffer.allocate(64);
        message.put((byte) 'B').putInt(4 + 1 + 2 + 4 + 2 + 12 + 4).put(ascii("\0" + statement + "\0"));
        message.putShort((short) 1).putShort((short) 1).putShort((short) 1).putInt(Long.BYTES).putLong(0);
        message.putShort((short) 1).putShort((short) 1);
        message.put((byte) 'E').putInt(9).put((byte) 0).putInt(0);
        message.put((byte) 'S').putInt(4);
        byte[] bytes = new byte[message.flip().remaining()];
        message.get(bytes);
        return bytes;
    }

    @Override
    public long selectByKey(int operations, int inFlight) throws IOException {
        rows = 0;
        int sent = 0;
        int ended = 0;
        while (ended < operations) {
            while (sent < operations && sent - ended < inFlight) {
                put(select, Tables.key(sent++));
            }
            flush();
            ended += awaitReady(1);
        }
        return rows;
    }

    @Override
    public long readRows(int count) throws IOException {
        rows = 0;
        put(select("w"), count);
        flush();
        awaitReady(1);
        return rows;
    }

    private void put(byte[] request, long key) {
        int start = out.position();
        out.put(request).putLong(start + KEY_IN_BIND, key);
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /** Skims replies until that many ReadyForQuery have come and nothing whole is left; returns how many came. */
    private int awaitReady(int atLeast) throws IOException {
        int ready = 0;
        while (true) {
            ready += skim();
            if (ready >= atLeast) {
                return ready;
            }
            in.compact();
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed the connection");
            }
            in.flip();
        }
    }

    private int skim() throws IOException {
        int ready = 0;
        while (in.remaining() >= HEADER) {
            int start = in.position();
            int length = in.getInt(start + 1);
            if (in.remaining() <= length) {
                break;
            }
            byte type = in.get(start);
            if (type == 'E') {
                throw new IOException("the server answered with an error");
            }
            rows += type == 'D' ? 1 : 0;
            ready += type == 'Z' ? 1 : 0;
            in.position(start + 1 + length);
        }
        return ready;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
