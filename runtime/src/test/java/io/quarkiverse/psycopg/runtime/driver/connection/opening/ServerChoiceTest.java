package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.LoadBalanceHosts;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.NegotiateProtocolVersion;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.TestNameServer;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;

/** Several hosts, several addresses of a name, servers of the wrong kind, protocol versions. */
class ServerChoiceTest {

    private static Connecting connecting;

    @BeforeAll
    static void open() {
        connecting = new Connecting();
    }

    @AfterAll
    static void close() {
        connecting.close();
    }

    private static PgConnectOptions.Builder to(HostSpec... hosts) {
        return PgConnectOptions.builder().hosts(List.of(hosts)).user("postgres").database("postgres")
                .connectTimeout(Connecting.PATIENCE)
                .tls(PgTlsOptions.builder().mode(SslMode.DISABLE).build());
    }

    private static HostSpec at(TestServer server) {
        return new HostSpec(server.host(), server.port());
    }

    private static HostSpec at(RogueServer server) {
        return new HostSpec(server.host(), server.port());
    }

    private static HostSpec nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HostSpec("127.0.0.1", socket.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The server listens on the first of these only. */
    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] { 127, 0, 0, (byte) last });
    }

    private static ErrorResponse fatal(String sqlState) {
        return new ErrorResponse(Map.of('S', "FATAL", 'V', "FATAL", 'C', sqlState, 'M', "no"));
    }

    @Test
    void hostsAreTriedInOrder() {
        Session session = connecting.connect(to(nobody(), new HostSpec("no-such-host.invalid", 1), at(TestServer.v18()),
                nobody()).build());
        assertThat(session.parameter("server_version")).startsWith("18");
        connecting.close(session);
    }

    @Test
    void allAddressesOfANameAreTried() throws UnknownHostException {
        List<InetAddress> addresses = List.of(address(2), address(3), address(1));
        try (TestNameServer names = new TestNameServer(addresses);
                Connecting asking = new Connecting(new VertxOptions().setAddressResolverOptions(
                        new AddressResolverOptions().addServer(names.address()).setRotateServers(false)))) {
            asking.close(asking.connect(to(new HostSpec("db.example.org", TestServer.v18().port())).build()));
            assertThat(asking.trace).containsExactly(ConnectTrace.Event.NAME_LOOKED_UP, ConnectTrace.Event.FAILED,
                    ConnectTrace.Event.FAILED, ConnectTrace.Event.SOCKET_OPENED, ConnectTrace.Event.STARTUP_SENT,
                    ConnectTrace.Event.READY);
        }
    }

    @Test
    void everyFailureIsTold() {
        HostSpec first = nobody();
        HostSpec second = nobody();
        PgException refusal = connecting.refusal(to(first, second).build());
        assertThat(refusal).isInstanceOf(ConnectionFailedException.class).hasMessageContaining("" + first.port())
                .hasMessageContaining("" + second.port());
        assertThat(refusal.getSuppressed()).hasSize(2);
        assertThat(refusal.isTransient()).isTrue();
    }

    @Test
    void aServerThatIsStartingIsPassedOver() {
        try (RogueServer starting = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.send(fatal("57P03"));
        })) {
            connecting.close(connecting.connect(to(at(starting), at(TestServer.v18())).build()));
        }
    }

    @Test
    void aRefusedLoginIsNotTriedElsewhere() {
        try (RogueServer strict = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.send(fatal("28P01"));
        })) {
            assertThat(connecting.refusal(to(at(strict), at(TestServer.v18())).build()).sqlState()).contains("28P01");
        }
    }

    @Test
    void loadIsBalanced() {
        Set<String> seen = new HashSet<>();
        PgConnectOptions options = to(at(TestServer.v13()), at(TestServer.v18())).loadBalanceHosts(LoadBalanceHosts.RANDOM)
                .build();
        for (int i = 0; i < 64 && seen.size() < 2; i++) {
            Session session = connecting.connect(options);
            seen.add(session.parameter("server_version").substring(0, 2));
            connecting.close(session);
        }
        assertThat(seen).containsExactlyInAnyOrder("13", "18");
    }

    @ParameterizedTest
    @CsvSource({ "ANY, true", "READ_WRITE, true", "PRIMARY, true", "PREFER_STANDBY, true", "READ_ONLY, false",
            "STANDBY, false" })
    void aPrimaryIsAcceptedAsAskedFor(TargetSessionAttrs wanted, boolean accepted) {
        for (PostgresVersion version : PostgresVersion.values()) {
            PgConnectOptions options = to(at(TestServer.shared(version))).targetSessionAttrs(wanted).build();
            if (accepted) {
                connecting.close(connecting.connect(options));
            } else {
                assertThat(connecting.refusal(options)).isInstanceOf(ConnectionFailedException.class)
                        .hasMessageContaining("target-session-attrs=" + wanted.keyword());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void sessionsThatAreReadOnlyByDefaultAreReadOnly(PostgresVersion version) {
        PgConnectOptions.Builder options = to(at(TestServer.shared(version)))
                .options("-c default_transaction_read_only=on");
        connecting.close(connecting.connect(options.targetSessionAttrs(TargetSessionAttrs.READ_ONLY).build()));
        assertThat(connecting.refusal(options.targetSessionAttrs(TargetSessionAttrs.READ_WRITE).build()))
                .isInstanceOf(ConnectionFailedException.class);
    }

    @Test
    void aStandbyIsPreferred() {
        try (RogueServer standby = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.send(EmptyMessage.AUTHENTICATION_OK, new ParameterStatus("in_hot_standby", "on"),
                    new ParameterStatus("default_transaction_read_only", "off"),
                    new ReadyForQuery(TransactionIndicator.IDLE));
            connection.receive();
        })) {
            Session session = connecting.connect(
                    to(at(TestServer.v18()), at(standby)).targetSessionAttrs(TargetSessionAttrs.PREFER_STANDBY).build());
            assertThat(session.parameter("in_hot_standby")).isEqualTo("on");
            session.abort();
        }
    }

    @ParameterizedTest
    @CsvSource({ "V13, V3_0, 4", "V18, V3_2, 32" })
    void theNewestCommonProtocolIsSpoken(PostgresVersion version, ProtocolVersion spoken, int keyLength) {
        TestServer server = TestServer.shared(version);
        Session session = connecting.connect(to(at(server)).build());
        assertThat(session.backendPid()).isPositive();
        connecting.close(session);
        PgConnectOptions strict = to(at(server)).minProtocolVersion(ProtocolVersion.V3_2).build();
        if (spoken == ProtocolVersion.V3_2) {
            connecting.close(connecting.connect(strict));
        } else {
            assertThat(connecting.refusal(strict)).isInstanceOf(NotSupportedException.class);
        }
    }

    @Test
    void aServerThatRefusesTheNewProtocolIsAskedForTheOld() {
        try (RogueServer old = RogueServer.start(connection -> {
            assertThat(connection.expect(StartupMessage.class).minor()).isEqualTo(2);
            connection.send(fatal("0A000"));
        }, connection -> assertThat(connection.beginSession().minor()).isZero())) {
            connecting.connect(to(at(old)).build()).abort();
            old.await();
        }
    }

    @Test
    void theOldProtocolIsNotAskedForWhereItIsNotAllowed() {
        try (RogueServer old = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.send(fatal("0A000"));
        })) {
            PgConnectOptions options = to(at(old)).minProtocolVersion(ProtocolVersion.V3_2).build();
            assertThat(connecting.refusal(options).sqlState()).contains("0A000");
        }
    }

    @Test
    void negotiationDownIsTaken() {
        try (RogueServer pooler = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.send(new NegotiateProtocolVersion(0, List.of()), EmptyMessage.AUTHENTICATION_OK,
                    new ReadyForQuery(TransactionIndicator.IDLE));
            connection.receive();
        })) {
            connecting.connect(to(at(pooler)).build()).abort();
        }
    }
}
