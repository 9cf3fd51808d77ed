package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;

/**
 * One connection through a {@link FaultProxy}. Thread-safe.
 */
public final class FaultLink {

    private static final int CANCEL_CODE = 80877102;

    private final FaultProxy proxy;
    private final int index;
    private final Socket client;
    private final Socket server;
    private final List<Fault> faults;
    private final FaultPump toServer;
    private final FaultPump toClient;
    private final AtomicInteger running = new AtomicInteger(2);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Guarded by this. */
    private boolean cut;
    private boolean stalledToServer;
    private boolean stalledToClient;

    FaultLink(FaultProxy proxy, int index, Socket client, Socket server, List<Fault> faults) throws IOException {
        this.proxy = proxy;
        this.index = index;
        this.client = client;
        this.server = server;
        this.faults = new CopyOnWriteArrayList<>(faults);
        toServer = new FaultPump(this, Fault.Direction.TO_SERVER, client.getInputStream(), server.getOutputStream(),
                new MessageBorders(MessageBorders.Phase.UNTYPED));
        toClient = new FaultPump(this, Fault.Direction.TO_CLIENT, server.getInputStream(), client.getOutputStream(),
                new MessageBorders(MessageBorders.Phase.TYPED));
    }

    void start() {
        RogueServer.daemon("fault-proxy-" + index + "-to-server", () -> run(toServer, server));
        RogueServer.daemon("fault-proxy-" + index + "-to-client", () -> run(toClient, client));
    }

    /** Adds what shall happen to this connection; places count from its beginning. */
    public void faults(Fault... more) {
        faults.addAll(List.of(more));
    }

    /** The bytes forwarded in a direction up to now, inserted ones not counted. */
    public long bytes(Fault.Direction direction) {
        return pump(direction).bytes();
    }

    /** The messages forwarded whole in a direction up to now, inserted ones not counted; none while encrypted. */
    public long messages(Fault.Direction direction) {
        return pump(direction).messages();
    }

    /**
     * The type bytes of the messages forwarded whole, in order; '-' for those without one. Of many, the newest: no fewer than
     * {@value FaultPump#TYPES_KEPT}.
     */
    public String types(Fault.Direction direction) {
        return pump(direction).types();
    }

    /** Whether it carried a CancelRequest. */
    public boolean isCancel() {
        return toServer.code() == CANCEL_CODE;
    }

    /** Sends the messages to the client at the next border of messages, at once when the stream is at one. */
    public void insert(BackendMessage... messages) {
        toClient.insert(FaultProxy.encode(messages));
    }

    /** Does this now; a stall is of the direction. */
    public void apply(Fault.Effect effect, Fault.Direction direction) {
        switch (effect) {
            case FIN, RST -> cut(effect);
            case STALL -> stall(direction == Fault.Direction.TO_SERVER, direction == Fault.Direction.TO_CLIENT);
            case BLACK_HOLE -> stall(true, true);
        }
    }

    /** Ends a stall; what was held back flows. */
    public synchronized void release() {
        stalledToServer = false;
        stalledToClient = false;
        notifyAll();
    }

    /** Waits until both directions have ended. */
    public void awaitEnd() {
        try {
            if (!ended.await(RogueServer.DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the connection has not ended within " + RogueServer.DEADLINE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a connection's end", e);
        }
    }

    List<Fault> faults() {
        return faults;
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** The place of a fault was reached: it happens, and not again. */
    void happen(Fault fault) {
        faults.remove(fault);
        apply(fault.effect(), fault.direction());
    }

    synchronized boolean isCut() {
        return cut;
    }

    /** Returns when this direction may flow; false when the connection was cut. */
    synchronized boolean awaitFlow(Fault.Direction direction) {
        while (!cut && (direction == Fault.Direction.TO_SERVER ? stalledToServer : stalledToClient)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !cut;
    }

    /** Lets time pass, unless the connection is closed. */
    void pause(Duration duration) {
        if (!duration.isZero()) {
            try {
                closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The client asked for encryption: the server's next byte is the answer. */
    void expectAnswer() {
        toClient.expectAnswer();
    }

    /** The server agreed to encrypt, or the client began at once. */
    void becomeOpaque() {
        toServer.becomeOpaque();
        toClient.becomeOpaque();
    }

    void close() {
        synchronized (this) {
            cut = true;
            notifyAll();
        }
        closed.countDown();
        closeQuietly(client);
        closeQuietly(server);
    }

    private FaultPump pump(Fault.Direction direction) {
        return direction == Fault.Direction.TO_SERVER ? toServer : toClient;
    }

    private synchronized void stall(boolean requests, boolean replies) {
        stalledToServer |= requests;
        stalledToClient |= replies;
    }

    private void cut(Fault.Effect effect) {
        synchronized (this) {
            if (cut) {
                return;
            }
            cut = true;
            notifyAll();
        }
        try {
            if (effect == Fault.Effect.RST) {
                client.setSoLinger(true, 0);
                client.close();
            } else {
                client.shutdownOutput();
            }
        } catch (IOException e) {
            closeQuietly(client);
        }
        finish(server);
    }

    /** Forwards until the end, tells the other side of it, and reads on so that a close does not become a reset. */
    private void run(FaultPump pump, Socket target) {
        try {
            pump.run();
        } catch (IOException e) {
            cut(Fault.Effect.RST);
        }
        finish(target);
        if (running.decrementAndGet() == 0) {
            close();
            proxy.ended(index);
            ended.countDown();
        }
    }

    private static void finish(Socket socket) {
        try {
            if (!socket.isClosed() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket did not close", e);
        }
    }
}
