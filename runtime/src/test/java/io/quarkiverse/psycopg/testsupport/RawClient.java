package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.runtime.driver.wire.BackendHandler;
import io.quarkiverse.psycopg.runtime.driver.wire.FrameDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendKeyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;

/**
 * A blocking client of message records, for tests of the test support: no driver between them and the bytes.
 */
final class RawClient implements AutoCloseable, BackendHandler {

    private final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);
    private final Deque<BackendMessage> replies = new ArrayDeque<>();
    final List<AsynchronousMessage> asynchronous = new ArrayList<>();
    BackendKeyData key;

    RawClient(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout((int) RogueServer.DEADLINE.toMillis());
    }

    /** Connects as superuser without a password. */
    static RawClient session(String host, int port) throws IOException {
        RawClient client = new RawClient(host, port);
        client.send(new StartupMessage(0, Map.of("user", TestServer.USER, "database", TestServer.DATABASE)));
        for (BackendMessage message : client.untilReady()) {
            if (message instanceof BackendKeyData keyData) {
                client.key = keyData;
            }
        }
        return client;
    }

    Socket socket() {
        return socket;
    }

    void send(FrontendMessage... messages) throws IOException {
        WireWriter out = new WireWriter();
        for (FrontendMessage message : messages) {
            message.write(out);
        }
        socket.getOutputStream().write(out.array(), 0, out.size());
    }

    /** The next reply, null at the end. */
    BackendMessage receive() throws IOException {
        while (replies.isEmpty()) {
            byte[] chunk = new byte[8192];
            int n = socket.getInputStream().read(chunk);
            if (n < 0) {
                return null;
            }
            decoder.feed(Arrays.copyOf(chunk, n), 0, n, this);
        }
        return replies.poll();
    }

    /** The replies up to ReadyForQuery, or to the end. */
    List<BackendMessage> untilReady() throws IOException {
        List<BackendMessage> all = new ArrayList<>();
        BackendMessage message;
        do {
            message = receive();
            if (message != null) {
                all.add(message);
            }
        } while (message != null && message.type() != BackendType.READY_FOR_QUERY);
        return all;
    }

    @Override
    public void message(BackendMessage message) {
        replies.add(message);
    }

    @Override
    public void asynchronous(AsynchronousMessage message) {
        asynchronous.add(message);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
