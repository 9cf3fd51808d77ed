package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A scripted server on 127.0.0.1, for what a real PostgreSQL never does. Each connection runs a {@link Script} on a daemon
 * thread of its own and keeps a trace of what happened.
 *
 * <pre>
 * try (RogueServer server = RogueServer.start(c -> {
 *     c.expect(StartupMessage.class);
 *     c.send(EmptyMessage.AUTHENTICATION_OK);
 *     c.reset();
 * })) {
 *     … connect to server.port() …
 *     server.await();
 *     assertThat(server.trace()).containsExactly("accept", "&lt; STARTUP_MESSAGE", "> AUTHENTICATION_OK", "> reset");
 * }
 * </pre>
 *
 * The trace: {@code <} came from the client, {@code >} was sent to it; entries of the second connection begin with
 * {@code 2:}, and so on. Nothing waits longer than {@link #DEADLINE}.
 */
public final class RogueServer implements AutoCloseable {

    /** What a single expectation, and {@link #await()}, waits at most. */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    /** What the server does with one connection; the connection is closed (FIN) when it returns. */
    @FunctionalInterface
    public interface Script {

        /** Any exception is a failure of the test, which {@link RogueServer#await()} throws. */
        void run(RogueConnection connection) throws Exception;
    }

    private final ServerSocket listener;
    private final IntFunction<Script> scripts;
    private final CountDownLatch expected;
    private final List<RogueConnection> connections = Collections.synchronizedList(new ArrayList<>());
    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;

    private RogueServer(IntFunction<Script> scripts, int expected) {
        this.scripts = scripts;
        this.expected = new CountDownLatch(expected);
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("rogue-server-accept", this::accept);
    }

    /** The first connection runs the first script, and so on; a connection too many fails the test. */
    public static RogueServer start(Script... scripts) {
        return new RogueServer(i -> i < scripts.length ? scripts[i] : c -> {
            throw new AssertionError("connection " + (i + 1) + " was not expected");
        }, scripts.length);
    }

    /** Every connection runs this script; {@link #await()} waits for so many to have ended. */
    public static RogueServer startForAll(int connections, Script script) {
        return new RogueServer(i -> script, connections);
    }

    /** Always 127.0.0.1. */
    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What happened up to now, of all connections. */
    public List<String> trace() {
        synchronized (trace) {
            return List.copyOf(trace);
        }
    }

    /** Waits until all expected scripts have ended. Throws what the first failed one threw. */
    public void await() {
        boolean ended;
        try {
            ended = expected.await(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the script ran", e);
        }
        synchronized (failures) {
            if (!failures.isEmpty()) {
                throw new AssertionError("the rogue server's script failed; trace " + trace(), failures.get(0));
            }
        }
        if (!ended) {
            throw new AssertionError(expected.getCount() + " scripts have not ended after " + DEADLINE + "; trace " + trace());
        }
    }

    /** Stops listening and drops every connection; does not report failures. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (connections) {
            connections.forEach(RogueConnection::abort);
        }
    }

    /** Stops listening, so that further connects are refused; connections go on. */
    public void stopListening() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        for (int i = 0; !listener.isClosed(); i++) {
            Socket socket;
            try {
                socket = listener.accept();
            } catch (IOException e) {
                return;
            }
            int index = i;
            RogueConnection connection = new RogueConnection(socket,
                    index == 0 ? trace::add : entry -> trace.add((index + 1) + ": " + entry));
            connections.add(connection);
            daemon("rogue-server-" + (index + 1), () -> run(scripts.apply(index), connection));
        }
    }

    /** A failure is noted before the connection closes: the client that sees the end may ask for it at once. */
    private void run(Script script, RogueConnection connection) {
        try (connection) {
            try {
                connection.begin();
                script.run(connection);
            } catch (Exception | AssertionError e) {
                fail(e);
            }
        } catch (IOException e) {
            fail(e);
        } finally {
            expected.countDown();
        }
    }

    private void fail(Throwable failure) {
        if (!closed) {
            failures.add(failure);
        }
    }

    static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
