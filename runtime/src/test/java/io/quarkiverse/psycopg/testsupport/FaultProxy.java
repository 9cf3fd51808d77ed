package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;

/**
 * Stands on 127.0.0.1 before a real server, knows the borders of messages in both directions, and can cut, stall, delay and
 * insert. Faults with a place are set for the connections to come ({@link #faults}) or on one connection
 * ({@link FaultLink#faults}); delays and insertions hold at once for all. Encrypted connections are forwarded as they are:
 * there only bytes are counted, and nothing is inserted. Thread-safe; its threads are daemons.
 */
public final class FaultProxy implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** Bounded, so that what a test asserts of memory is of what it tests. */
    private static final int ENDED_KEPT = 100;

    private final InetSocketAddress server;
    private final ServerSocket listener;
    /** By the order in which they were accepted: the open ones, and those of {@link #ended}. */
    private final NavigableMap<Integer, FaultLink> links = new TreeMap<>();
    private final Deque<Integer> ended = new ArrayDeque<>();
    private int accepted;
    private long cancels;
    private List<Fault> faults = List.of();
    private List<Fault> faultsOfFirst = List.of();
    private boolean refusing;

    private volatile Duration delayToServer = Duration.ZERO;
    private volatile Duration delayToClient = Duration.ZERO;
    private volatile Duration delayOfCancels = Duration.ZERO;
    private volatile Insertion insertion = Insertion.NONE;

    /** Bytes to insert after every so many messages of the server; 0 for never. */
    record Insertion(long every, boolean duringStartup, byte[] bytes) {
        static final Insertion NONE = new Insertion(0, false, new byte[0]);
    }

    private FaultProxy(InetSocketAddress server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RogueServer.daemon("fault-proxy-accept", this::accept);
    }

    public static FaultProxy to(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    public static FaultProxy to(TestServer server) {
        return to(server.host(), server.port());
    }

    /** Always 127.0.0.1. */
    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What shall happen to each connection accepted from now on, in place of what was set before; none for nothing. */
    public synchronized FaultProxy faults(Fault... faults) {
        this.faults = List.of(faults);
        return this;
    }

    /** What shall happen to the very first connection, and to no other. */
    public synchronized FaultProxy faultsOfFirst(Fault... faults) {
        this.faultsOfFirst = List.of(faults);
        return this;
    }

    /** Waits before forwarding each received chunk of a direction; zero for no more. */
    public FaultProxy delay(Fault.Direction direction, Duration pause) {
        switch (direction) {
            case TO_SERVER -> delayToServer = pause;
            case TO_CLIENT -> delayToClient = pause;
        }
        return this;
    }

    /** Waits before forwarding a CancelRequest (an unencrypted one); zero for no more. */
    public FaultProxy delayCancels(Duration pause) {
        delayOfCancels = pause;
        return this;
    }

    /** Sends the messages to the client after every k-th message of the server, from the first ReadyForQuery on. */
    public FaultProxy insertAfterEvery(long k, BackendMessage... messages) {
        insertion = new Insertion(k, false, encode(messages));
        return this;
    }

    /** As {@link #insertAfterEvery}, from the server's first message on, before authentication too. */
    public FaultProxy insertFromStartAfterEvery(long k, BackendMessage... messages) {
        insertion = new Insertion(k, true, encode(messages));
        return this;
    }

    public FaultProxy insertNothing() {
        insertion = Insertion.NONE;
        return this;
    }

    /** Whether connections to come are closed by RST before a byte, as from a server that is just going down. */
    public synchronized FaultProxy refuse(boolean refusing) {
        this.refusing = refusing;
        return this;
    }

    /**
     * The connections in the order in which they were accepted: the open ones, and the {@value #ENDED_KEPT} that ended last.
     */
    public synchronized List<FaultLink> links() {
        return List.copyOf(links.values());
    }

    /** How many connections came up to now. */
    public synchronized int accepted() {
        return accepted;
    }

    /** How many CancelRequests were forwarded up to now (unencrypted ones). */
    public synchronized long cancels() {
        return cancels;
    }

    /** The connection that came last; there must be one. */
    public synchronized FaultLink newest() {
        return links.lastEntry().getValue();
    }

    /** The n-th connection, from 0; waits for it. It must be open, or among the {@value #ENDED_KEPT} that ended last. */
    public synchronized FaultLink link(int index) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (accepted <= index) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("only " + accepted + " connections came within " + DEADLINE);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for a connection", e);
            }
        }
        FaultLink link = links.get(index);
        if (link == null) {
            throw new AssertionError("connection " + index + " ended before the last " + ENDED_KEPT + " and is forgotten");
        }
        return link;
    }

    /** Cuts every open connection now. */
    public void cutAll(Fault.Effect effect) {
        links().forEach(link -> link.apply(effect, Fault.Direction.TO_CLIENT));
    }

    /** Stops listening and drops every connection. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links().forEach(FaultLink::close);
    }

    /** A connection has ended: to be told once. */
    synchronized void ended(int index) {
        ended.addLast(index);
        if (ended.size() > ENDED_KEPT) {
            links.remove(ended.pollFirst());
        }
    }

    synchronized void cancelForwarded() {
        cancels++;
    }

    Duration delayOf(Fault.Direction direction) {
        return direction == Fault.Direction.TO_SERVER ? delayToServer : delayToClient;
    }

    Duration delayOfCancels() {
        return delayOfCancels;
    }

    Insertion insertion() {
        return insertion;
    }

    static byte[] encode(BackendMessage... messages) {
        WireWriter out = new WireWriter();
        for (BackendMessage message : messages) {
            message.write(out);
        }
        return out.toByteArray();
    }

    private void accept() {
        while (!listener.isClosed()) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException e) {
                return;
            }
            try {
                open(client);
            } catch (IOException e) {
                reset(client);
            }
        }
    }

    private void open(Socket client) throws IOException {
        synchronized (this) {
            if (refusing) {
                reset(client);
                return;
            }
        }
        Socket upstream = new Socket();
        upstream.connect(server, (int) DEADLINE.toMillis());
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        synchronized (this) {
            FaultLink link = new FaultLink(this, accepted, client, upstream,
                    accepted == 0 && !faultsOfFirst.isEmpty() ? faultsOfFirst : faults);
            links.put(accepted++, link);
            link.start();
            notifyAll();
        }
    }

    /** Without a connection to the server the client gets what a dead server's system gives. */
    private static void reset(Socket client) {
        try {
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
