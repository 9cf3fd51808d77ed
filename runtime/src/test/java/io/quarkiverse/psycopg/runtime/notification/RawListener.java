package io.quarkiverse.psycopg.runtime.notification;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.psycopg.testsupport.TestServer;

/**
 * The least that a client can do: sends text, skims replies, counts notifications, decodes nothing. Blocks its caller.
 */
final class RawListener implements AutoCloseable {

    private static final int HEADER = 5;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[65_536];
    private int start;
    private int end;

    RawListener(TestServer server) throws IOException {
        socket = new Socket(server.host(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(196_608);
        for (String word : new String[] { "user", TestServer.USER, "database", TestServer.DATABASE, "" }) {
            out.write(word.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        socket.getOutputStream().write(ByteBuffer.allocate(4 + body.size()).putInt(4 + body.size()).put(body.toByteArray())
                .array());
        await('Z', 1);
    }

    /** Runs a statement by the simple protocol. */
    void execute(String sql) throws IOException {
        send(sql);
        awaitReady();
    }

    void awaitReady() throws IOException {
        await('Z', 1);
    }

    void send(String sql) throws IOException {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(ByteBuffer.allocate(HEADER + text.length + 1).put((byte) 'Q')
                .putInt(4 + text.length + 1).put(text).put((byte) 0).array());
    }

    /** Waits for so many notifications. */
    void awaitNotifications(int count) throws IOException {
        await('A', count);
    }

    private void await(char type, int count) throws IOException {
        int left = count;
        while (left > 0) {
            need(HEADER);
            int length = ByteBuffer.wrap(buffer, start + 1, 4).getInt() + 1;
            if (buffer[start] == type) {
                left--;
            }
            need(length);
            start += length;
        }
    }

    private void need(int bytes) throws IOException {
        if (start + bytes > buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        while (end - start < bytes) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                throw new EOFException();
            }
            end += read;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
