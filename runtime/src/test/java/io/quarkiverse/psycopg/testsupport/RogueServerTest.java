package io.quarkiverse.psycopg.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.FrontendType;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;

@Timeout(30)
class RogueServerTest {

    private static final StartupMessage STARTUP = new StartupMessage(0, Map.of("user", "joe"));

    @Test
    void runsItsScriptAndKeepsATrace() throws Exception {
        try (RogueServer server = RogueServer.start(c -> {
            c.beginSession();
            assertThat(c.expect(Query.class).sql()).isEqualTo("SELECT 1");
            c.send(new RowDescription(List.of(new Field("a", 0, (short) 0, 25, (short) -1, -1, (short) 0))),
                    DataRow.of(new byte[] { '1' }), new CommandComplete(new CommandTag("SELECT 1")),
                    new ReadyForQuery(TransactionIndicator.IDLE));
            c.expect(FrontendType.TERMINATE);
            c.expectEnd();
        }); Socket client = new Socket(server.host(), server.port())) {
            send(client, STARTUP, new Query("SELECT 1"), EmptyRequest.TERMINATE);
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).startsWith('R', 0, 0, 0, 8).endsWith('Z', 0, 0, 0, 5, 'I');
            server.await();
            assertThat(server.trace()).startsWith("accept", "< STARTUP_MESSAGE", "> AUTHENTICATION_OK")
                    .endsWith("< QUERY", "> ROW_DESCRIPTION", "> DATA_ROW", "> COMMAND_COMPLETE", "> READY_FOR_QUERY",
                            "< TERMINATE", "< end", "> close");
        }
    }

    @Test
    void anUnmetExpectationFailsTheTest() throws Exception {
        try (RogueServer server = RogueServer.start(c -> c.expect(SSLRequest.class));
                Socket client = new Socket(server.host(), server.port())) {
            send(client, STARTUP);
            assertThatExceptionOfType(AssertionError.class).isThrownBy(server::await)
                    .withStackTraceContaining("expected SSLRequest, got StartupMessage");
        }
    }

    @Test
    void aConnectionTooManyFailsTheTest() throws Exception {
        try (RogueServer server = RogueServer.start(c -> c.expectEnd())) {
            new Socket(server.host(), server.port()).close();
            assertThatCode(server::await).doesNotThrowAnyException();
            try (Socket second = new Socket(server.host(), server.port())) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            assertThatExceptionOfType(AssertionError.class).isThrownBy(server::await)
                    .withStackTraceContaining("connection 2 was not expected");
            assertThat(server.trace()).contains("2: accept");
        }
    }

    @Test
    void resetsAndDribblesAndSendsRawBytes() throws Exception {
        try (RogueServer server = RogueServer.startForAll(3, c -> {
            c.expect(StartupMessage.class);
            switch (c.expect(Query.class).sql()) {
                case "reset" -> c.reset();
                case "dribble" -> c.dribble(Duration.ofMillis(1), EmptyMessage.NO_DATA);
                default -> {
                    c.sendRaw((byte) 'N', (byte) 1);
                    c.sendFirst(3, EmptyMessage.NO_DATA);
                }
            }
        })) {
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> answer(server, "reset"));
            assertThat(answer(server, "dribble")).containsExactly('n', 0, 0, 0, 4);
            assertThat(answer(server, "raw")).containsExactly('N', 1, 'n', 0, 0);
        }
    }

    @Test
    void silenceIsNoticed() throws Exception {
        try (RogueServer server = RogueServer.start(c -> {
            c.expect(StartupMessage.class);
            c.expectSilence(Duration.ofMillis(20));
            c.send(EmptyMessage.AUTHENTICATION_OK);
            c.expectSilence(Duration.ofSeconds(5));
        }); Socket client = new Socket(server.host(), server.port())) {
            send(client, STARTUP);
            assertThat(client.getInputStream().readNBytes(9)).hasSize(9);
            send(client, new Query(""));
            assertThatExceptionOfType(AssertionError.class).isThrownBy(server::await)
                    .withStackTraceContaining("silence expected");
        }
    }

    @Test
    void becomesATlsServer(@TempDir Path folder) throws Exception {
        SSLContext context = TestTls.selfSigned(folder, "localhost");
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (RogueServer server = RogueServer.start(c -> {
                c.acceptTls(context, version);
                c.beginSession();
                c.expectEnd();
            }); Socket client = new Socket(server.host(), server.port())) {
                send(client, new SSLRequest());
                assertThat(client.getInputStream().read()).isEqualTo('S');
                try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, "localhost", 0, true)) {
                    send(tls, STARTUP);
                    assertThat(tls.getInputStream().read()).isEqualTo('R');
                }
                server.await();
                assertThat(server.trace()).startsWith("accept", "< SSL_REQUEST", "> 'S'", "tls " + version,
                        "< STARTUP_MESSAGE");
            }
        }
    }

    @Test
    void stopsListening() throws Exception {
        RogueServer server = RogueServer.start();
        server.stopListening();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket(server.host(), server.port()).close());
        server.close();
    }

    private static byte[] answer(RogueServer server, String sql) throws IOException {
        try (Socket client = new Socket(server.host(), server.port())) {
            send(client, STARTUP, new Query(sql));
            return client.getInputStream().readAllBytes();
        }
    }

    private static void send(Socket client, FrontendMessage... messages) throws IOException {
        WireWriter out = new WireWriter();
        for (FrontendMessage message : messages) {
            message.write(out);
        }
        client.getOutputStream().write(out.array(), 0, out.size());
        client.getOutputStream().flush();
    }
}
