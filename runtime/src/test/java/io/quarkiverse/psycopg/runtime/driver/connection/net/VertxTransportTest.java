package io.quarkiverse.psycopg.runtime.driver.connection.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The byte stream over a real socket. */
class VertxTransportTest {

    private static final String END = "end";
    private static final int SECONDS = 10;

    private static Vertx vertx;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private ServerSocket listener;
    private Context context;
    private Transport transport;
    private Socket peer;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    @BeforeEach
    void open() throws Exception {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        context = Network.newContext(vertx);
        Network network = new Network(vertx, NetworkOptions.plain(PgConnectOptions.builder().build()),
                PgConnectOptions.builder().build().keepAlive());
        transport = network.open(context, (InetSocketAddress) listener.getLocalSocketAddress(), null).toCompletionStage()
                .toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        peer = listener.accept();
        peer.setSoTimeout(SECONDS * 1000);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        listener.close();
    }

    private <T> T onLoop(Callable<T> action) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            try {
                done.complete(action.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(SECONDS, TimeUnit.SECONDS);
    }

    private void listen() throws Exception {
        onLoop(() -> {
            transport.receiver(new Transport.Receiver() {
                @Override
                public void received(byte[] chunk, int offset, int length) {
                    assertThat(Vertx.currentContext()).isSameAs(context);
                    events.add(new String(chunk, offset, length, StandardCharsets.US_ASCII));
                }

                @Override
                public void closed(Throwable causeOrNull) {
                    events.add(END);
                }
            });
            return null;
        });
    }

    private String event() throws InterruptedException {
        return events.poll(SECONDS, TimeUnit.SECONDS);
    }

    private void send(String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        peer.getOutputStream().flush();
    }

    private void write(byte[] bytes) throws Exception {
        onLoop(() -> {
            transport.write(bytes, 0, bytes.length);
            return null;
        });
    }

    @Test
    void carriesBytesBothWays() throws Exception {
        listen();
        write("ping".getBytes(StandardCharsets.US_ASCII));
        assertThat(peer.getInputStream().readNBytes(4)).asString(StandardCharsets.US_ASCII).isEqualTo("ping");
        send("pong");
        assertThat(event()).isEqualTo("pong");
    }

    @Test
    void whatCameBeforeThereWasAReceiverIsKept() throws Exception {
        send("early");
        // The peer's end comes after its bytes: once this side has seen it, it has seen them too.
        peer.shutdownOutput();
        CompletableFuture<Void> seen = new CompletableFuture<>();
        vertx.setPeriodic(5, id -> context.runOnContext(ignored -> {
            transport.write(new byte[1], 0, 1);
            if (!transport.isWritable()) {
                seen.complete(null);
                vertx.cancelTimer(id);
            }
        }));
        seen.get(SECONDS, TimeUnit.SECONDS);
        listen();
        assertThat(event()).isEqualTo("early");
        assertThat(event()).isEqualTo(END);
    }

    @Test
    void aNewReceiverTakesOver() throws Exception {
        listen();
        send("one");
        assertThat(event()).isEqualTo("one");
        listen();
        send("two");
        assertThat(event()).isEqualTo("two");
        peer.close();
        assertThat(event()).isEqualTo(END);
        assertThat(events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void readsNothingWhilePaused() throws Exception {
        listen();
        onLoop(() -> {
            transport.pauseReading();
            return null;
        });
        send("held");
        assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
        onLoop(() -> {
            transport.resumeReading();
            return null;
        });
        assertThat(event()).isEqualTo("held");
    }

    @Test
    void saysWhenThePeerIsSlowAndWhenItHasCaughtUp() throws Exception {
        listen();
        onLoop(() -> {
            transport.drainHandler(() -> events.add("drained"));
            return null;
        });
        // Called once when it is set, because the stream is writable.
        assertThat(event()).isEqualTo("drained");
        int written = 0;
        byte[] block = new byte[256 * 1024];
        while (onLoop(transport::isWritable)) {
            write(block.clone());
            written += block.length;
        }
        // It was writable again after each block that the system still took.
        events.clear();
        peer.getInputStream().readNBytes(written);
        assertThat(event()).isEqualTo("drained");
    }

    @Test
    void closeFlushesFirst() throws Exception {
        listen();
        byte[] last = new byte[100_000];
        Arrays.fill(last, (byte) 'x');
        onLoop(() -> {
            transport.write(last, 0, last.length);
            transport.close();
            return null;
        });
        assertThat(peer.getInputStream().readAllBytes()).hasSize(last.length);
        assertThat(event()).isEqualTo(END);
    }

    @Test
    void abortResets() throws Exception {
        listen();
        onLoop(() -> {
            transport.abort();
            return null;
        });
        assertThat(event()).isEqualTo(END);
        assertThat(endOf(peer)).isEqualTo("reset");
        // Nothing fails afterwards.
        write(new byte[10]);
    }

    private static String endOf(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0 ? "fin" : "byte";
        } catch (SocketException e) {
            return "reset";
        }
    }
}
