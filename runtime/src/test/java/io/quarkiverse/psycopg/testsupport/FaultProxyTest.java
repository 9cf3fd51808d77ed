package io.quarkiverse.psycopg.testsupport;

import static io.quarkiverse.psycopg.testsupport.Fault.Direction.TO_CLIENT;
import static io.quarkiverse.psycopg.testsupport.Fault.Direction.TO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NotificationResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CancelRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;
import io.quarkiverse.psycopg.testsupport.Fault.Effect;

@Timeout(60)
class FaultProxyTest {

    private static final Query ONE = new Query("SELECT 1");

    private final FaultProxy proxy = FaultProxy.to(TestServer.v18());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void forwardsAndCountsBytesAndMessages() throws Exception {
        try (RawClient client = session()) {
            client.send(ONE);
            assertThat(client.untilReady()).extracting(BackendMessage::type).containsExactly(BackendType.ROW_DESCRIPTION,
                    BackendType.DATA_ROW, BackendType.COMMAND_COMPLETE, BackendType.READY_FOR_QUERY);
            FaultLink link = proxy.link(0);
            assertThat(link.types(TO_SERVER)).isEqualTo("-Q");
            assertThat(link.types(TO_CLIENT)).matches("RS+KZTDCZ");
            assertThat(link.messages(TO_SERVER)).isEqualTo(2);
            assertThat(link.bytes(TO_SERVER)).isGreaterThan(20);
            assertThat(link.isCancel()).isFalse();
            client.send(EmptyRequest.TERMINATE);
            assertThat(client.receive()).isNull();
        }
        proxy.link(0).awaitEnd();
    }

    @Test
    void cutsAtEveryByteOfAReply() throws Exception {
        long before;
        long after;
        try (RawClient client = session()) {
            before = proxy.link(0).bytes(TO_CLIENT);
            client.send(ONE);
            client.untilReady();
            after = proxy.link(0).bytes(TO_CLIENT);
        }
        for (long n = before; n < after; n++) {
            Effect effect = n % 2 == 0 ? Effect.FIN : Effect.RST;
            try (RawClient client = session()) {
                FaultLink link = proxy.newest();
                // The process id's and key's digits do not count: the startup is binary and of one length.
                assertThat(link.bytes(TO_CLIENT)).isEqualTo(before);
                link.faults(Fault.atByte(TO_CLIENT, n, effect));
                client.send(ONE);
                if (effect == Effect.FIN) {
                    assertThat(client.untilReady()).extracting(BackendMessage::type)
                            .doesNotContain(BackendType.READY_FOR_QUERY);
                } else {
                    assertThatExceptionOfType(SocketException.class).isThrownBy(client::untilReady);
                }
                assertThat(link.bytes(TO_CLIENT)).isEqualTo(n);
                assertThat(client.socket().isConnected()).isTrue();
            }
        }
    }

    @Test
    void cutsARequestSoThatTheServerNeverSeesIt() throws Exception {
        TestServer.v18().execute("DROP TABLE IF EXISTS fault_proxy", "CREATE TABLE fault_proxy (n int)");
        try (RawClient client = session()) {
            proxy.link(0).faults(Fault.atByte(TO_SERVER, proxy.link(0).bytes(TO_SERVER) + 10, Effect.FIN));
            client.send(new Query("INSERT INTO fault_proxy VALUES (1)"));
            assertThat(client.receive()).isNull();
        }
        try (RawClient client = session()) {
            proxy.links().get(1).faults(Fault.beforeType(TO_CLIENT, 'C', 1, Effect.RST));
            client.send(new Query("INSERT INTO fault_proxy VALUES (2)"));
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::receive);
        }
        assertThat(column("SELECT n FROM fault_proxy")).containsExactly("2");
    }

    @Test
    void cutsAfterAMessageFromTheStart() throws Exception {
        proxy.faults(Fault.afterMessage(TO_CLIENT, 1, Effect.FIN));
        try (RawClient client = session()) {
            assertThat(client.key).isNull();
            assertThat(proxy.link(0).types(TO_CLIENT)).isEqualTo("R");
        }
        proxy.faults(Fault.atByte(TO_SERVER, 0, Effect.FIN));
        try (RawClient client = session()) {
            assertThat(client.key).isNull();
            assertThat(proxy.link(1).bytes(TO_SERVER)).isZero();
        }
        proxy.faults();
        try (RawClient client = session()) {
            assertThat(client.key).isNotNull();
        }
    }

    @Test
    void stallsAndReleases() throws Exception {
        for (Effect effect : List.of(Effect.STALL, Effect.BLACK_HOLE)) {
            try (RawClient client = session()) {
                FaultLink link = proxy.newest();
                link.faults(Fault.beforeType(TO_CLIENT, 'D', 1, effect));
                client.send(ONE);
                assertThat(client.receive().type()).isEqualTo(BackendType.ROW_DESCRIPTION);
                client.socket().setSoTimeout(30);
                assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::receive);
                client.socket().setSoTimeout(5000);
                link.release();
                assertThat(client.receive()).isInstanceOf(DataRow.class);
                client.untilReady();
            }
        }
    }

    @Test
    void insertsAfterEveryMessageFromTheStart() throws Exception {
        NotificationResponse inserted = new NotificationResponse(1, "c", "p");
        proxy.insertFromStartAfterEvery(1, inserted);
        try (RawClient client = session()) {
            client.send(ONE);
            client.untilReady();
            proxy.insertNothing();
            client.send(ONE);
            client.untilReady();
            long expected = proxy.link(0).messages(TO_CLIENT) - 4;
            assertThat(client.asynchronous.stream().filter(inserted::equals)).hasSize((int) expected);
        }
    }

    @Test
    void insertsAfterEverySecondMessageOnceThereIsASessionAndOnDemand() throws Exception {
        NotificationResponse every = new NotificationResponse(1, "c", "p");
        NotificationResponse once = new NotificationResponse(2, "c", "p");
        proxy.insertAfterEvery(2, every);
        try (RawClient client = session()) {
            client.send(new Query("SELECT FROM generate_series(1, 100)"));
            client.untilReady();
            assertThat(client.asynchronous.stream().filter(every::equals).count()).isBetween(51L, 53L);
            proxy.link(0).insert(once);
            client.send(ONE);
            client.untilReady();
            assertThat(client.asynchronous).contains(once);
        }
    }

    @Test
    void delaysCancelsOnly() throws Exception {
        proxy.delayCancels(Duration.ofMillis(200));
        try (RawClient client = session()) {
            client.send(new Query("SELECT pg_sleep(20)"));
            long start = System.nanoTime();
            try (RawClient cancel = new RawClient(proxy.host(), proxy.port())) {
                cancel.send(new CancelRequest(client.key.pid(), client.key.key()));
                assertThat(cancel.receive()).isNull();
            }
            assertThat(client.untilReady()).anySatisfy(message -> assertThat(message).isInstanceOf(ErrorResponse.class));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
            assertThat(proxy.link(1).isCancel()).isTrue();
        }
    }

    @Test
    void delaysADirection() throws Exception {
        try (RawClient client = session()) {
            proxy.delay(TO_CLIENT, Duration.ofMillis(100));
            long start = System.nanoTime();
            client.send(ONE);
            client.untilReady();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
        }
    }

    @Test
    void cutsAllAndRefuses() throws Exception {
        try (RawClient first = session(); RawClient second = session()) {
            proxy.refuse(true).cutAll(Effect.FIN);
            assertThat(first.receive()).isNull();
            assertThat(second.receive()).isNull();
            assertThatExceptionOfType(IOException.class).isThrownBy(this::session);
        }
        proxy.refuse(false);
        session().close();
    }

    @Test
    void leavesEncryptedBytesAlone(@TempDir Path folder) throws Exception {
        SSLContext context = TestTls.selfSigned(folder, "localhost");
        for (boolean direct : List.of(false, true)) {
            try (RogueServer server = RogueServer.start(c -> {
                if (direct) {
                    c.upgrade(context);
                } else {
                    c.acceptTls(context);
                }
                c.beginSession();
                c.expectEnd();
            });
                    FaultProxy tlsProxy = FaultProxy.to(server.host(), server.port());
                    RawClient client = new RawClient(tlsProxy.host(), tlsProxy.port())) {
                tlsProxy.insertFromStartAfterEvery(1, new NotificationResponse(1, "c", "p"));
                if (!direct) {
                    client.send(new SSLRequest());
                    assertThat(client.socket().getInputStream().read()).isEqualTo('S');
                }
                try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client.socket(), "localhost", 0,
                        true)) {
                    tls.startHandshake();
                    tls.getOutputStream().write(new byte[] { 0, 0, 0, 9, 0, 3, 0, 0, 0 });
                    assertThat(tls.getInputStream().readNBytes(9)).startsWith('R', 0, 0, 0, 8);
                }
                server.await();
            }
        }
    }

    private RawClient session() throws IOException {
        return RawClient.session(proxy.host(), proxy.port());
    }

    private static List<String> column(String sql) throws IOException {
        try (RawClient client = RawClient.session(TestServer.v18().host(), TestServer.v18().port())) {
            client.send(new Query(sql));
            return client.untilReady().stream().filter(DataRow.class::isInstance).map(DataRow.class::cast)
                    .map(row -> new String(row.buffer(), row.offset() + 4, row.length() - 4)).toList();
        }
    }
}
