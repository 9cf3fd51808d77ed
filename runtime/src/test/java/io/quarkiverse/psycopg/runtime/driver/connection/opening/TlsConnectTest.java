package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslCertMode;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.SslNegotiation;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.testsupport.PlantedSecrets;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestCertificates;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.net.PemTrustOptions;

/** TLS against real servers of both versions: what is accepted, and above all what is not. */
class TlsConnectTest {

    @TempDir
    static Path folder;

    private static final Map<PostgresVersion, TestServer> SERVERS = new EnumMap<>(PostgresVersion.class);
    private static TestCertificates authority;
    private static TestCertificates.Issued client;
    private static Connecting connecting;

    @BeforeAll
    static void open() {
        authority = new TestCertificates(folder, "authority");
        client = authority.issue("carl");
        TestCertificates.Issued server = authority.issue("db.test", "db.test", "127.0.0.1");
        for (PostgresVersion version : PostgresVersion.values()) {
            SERVERS.put(version, server(version, server));
        }
        connecting = new Connecting(new VertxOptions().setAddressResolverOptions(new AddressResolverOptions().setHostsValue(
                Buffer.buffer("127.0.0.1 db.test other.test a.wild.test a.b.wild.test wild.test\n"))));
    }

    private static TestServer server(PostgresVersion version, TestCertificates.Issued certificate) {
        TestServer server = TestServer.builder().version(version).tls(certificate.certificate(), certificate.key())
                .clientAuthority(authority.authority())
                .hba("host all postgres 127.0.0.1/32 trust", "hostssl all carl 127.0.0.1/32 cert",
                        "hostnossl all plain 127.0.0.1/32 trust", "hostssl all plain 127.0.0.1/32 reject",
                        "hostssl all dora 127.0.0.1/32 md5",
                        "hostssl all all 127.0.0.1/32 scram-sha-256")
                .build();
        server.execute("SET password_encryption = 'scram-sha-256'", "CREATE ROLE ann LOGIN PASSWORD 'secret'",
                "CREATE ROLE carl LOGIN", "CREATE ROLE plain LOGIN", "SET password_encryption = 'md5'",
                "CREATE ROLE dora LOGIN PASSWORD 'secret'");
        return server;
    }

    @AfterAll
    static void close() {
        connecting.close();
        SERVERS.values().forEach(TestServer::close);
    }

    private static PgTlsOptions.Builder tls(SslMode mode) {
        return PgTlsOptions.builder().mode(mode).rootCert(authority.authority().toString());
    }

    private static PgConnectOptions.Builder to(TestServer server, String host, PgTlsOptions.Builder tls) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(host, server.port()))).user("ann").password("secret")
                .database("postgres").connectTimeout(Connecting.PATIENCE).tls(tls.build());
    }

    private static Session connect(PgConnectOptions.Builder options) {
        return connecting.connect(options.build());
    }

    /** Whether and how the session is encrypted, as the server sees it. */
    private static String seen(Session session) {
        List<String> found = Probe.row(session, "SELECT ssl::text, coalesce(version, '') FROM pg_stat_ssl"
                + " WHERE pid = pg_backend_pid()");
        connecting.close(session);
        return String.join(" ", found);
    }

    @ParameterizedTest
    @CsvSource({ "V13, TLSv1.2", "V13, TLSv1.3", "V18, TLSv1.2", "V18, TLSv1.3" })
    void everyModeWithEveryTlsVersion(PostgresVersion version, String protocol) {
        for (SslMode mode : List.of(SslMode.PREFER, SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL)) {
            Session session = connect(
                    to(SERVERS.get(version), "db.test", tls(mode).minProtocol(protocol).maxProtocol(protocol)));
            assertThat(seen(session)).isEqualTo("true " + protocol);
        }
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void plainTextWhereTlsIsSwitchedOff(PostgresVersion version) {
        Session session = connect(to(SERVERS.get(version), "db.test", tls(SslMode.DISABLE)).user("postgres"));
        assertThat(seen(session)).isEqualTo("false ");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void preferAndAllowTakeWhatTheServerLetsIn(PostgresVersion version) {
        assertThat(seen(connect(to(SERVERS.get(version), "db.test", tls(SslMode.PREFER)).user("plain")))).startsWith("false");
        assertThat(seen(connect(to(SERVERS.get(version), "db.test", tls(SslMode.ALLOW))))).startsWith("true");
        PgException refusal = connecting
                .refusal(to(SERVERS.get(version), "db.test", tls(SslMode.REQUIRE)).user("plain").build());
        assertThat(refusal.sqlState()).contains("28000");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void bindsTheLoginToTheChannel(PostgresVersion version) {
        for (ChannelBinding binding : ChannelBinding.values()) {
            Session session = connect(to(SERVERS.get(version), "db.test", tls(SslMode.VERIFY_FULL)).channelBinding(binding));
            assertThat(seen(session)).startsWith("true");
        }
        PgException plain = connecting.refusal(to(SERVERS.get(version), "db.test", tls(SslMode.DISABLE)).user("postgres")
                .channelBinding(ChannelBinding.REQUIRE).build());
        assertThat(plain).isInstanceOf(AuthenticationException.class).hasMessageContaining("channel-binding");
        PgException md5 = connecting.refusal(to(SERVERS.get(version), "db.test", tls(SslMode.REQUIRE)).user("dora")
                .requireAuth(Set.of(AuthMethod.MD5)).channelBinding(ChannelBinding.REQUIRE).build());
        assertThat(md5).isInstanceOf(AuthenticationException.class).hasMessageContaining("MD5");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void md5WithinTlsNeedsItsOptInToo(PostgresVersion version) {
        PgConnectOptions.Builder dora = to(SERVERS.get(version), "db.test", tls(SslMode.REQUIRE)).user("dora");
        assertThat(connecting.refusal(dora.build())).isInstanceOf(AuthenticationException.class);
        assertThat(seen(connect(dora.requireAuth(Set.of(AuthMethod.MD5))))).startsWith("true");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void sendsAClientCertificate(PostgresVersion version) {
        PgTlsOptions.Builder with = tls(SslMode.VERIFY_FULL).cert(client.certificate().toString())
                .key(client.key().toString());
        assertThat(seen(connect(to(SERVERS.get(version), "db.test", with).user("carl")))).startsWith("true");
        assertThat(seen(connect(to(SERVERS.get(version), "db.test", with.certMode(SslCertMode.REQUIRE)).user("carl"))))
                .startsWith("true");
        PgException without = connecting.refusal(
                to(SERVERS.get(version), "db.test", with.certMode(SslCertMode.DISABLE)).user("carl").build());
        assertThat(without.sqlState()).contains("28000");
    }

    @Test
    void decryptsTheClientsKey() {
        PgTlsOptions.Builder with = tls(SslMode.VERIFY_FULL).cert(client.certificate().toString())
                .key(authority.encryptKey(client, PlantedSecrets.KEY_PASSWORD).toString());
        TestServer server = SERVERS.get(PostgresVersion.V18);
        assertThat(connecting.refusal(to(server, "db.test", with).user("carl").build())).isInstanceOf(TlsException.class)
                .hasMessageContaining("there is no sslpassword");
        assertThat(connecting.refusal(to(server, "db.test", with.keyPassword("wrong")).user("carl").build()))
                .isInstanceOf(TlsException.class).hasMessageContaining("is sslpassword right?");
        assertThat(seen(connect(to(server, "db.test", with.keyPassword(PlantedSecrets.KEY_PASSWORD)).user("carl"))))
                .startsWith("true");
    }

    @Test
    void theServerMustAskForACertificateWhereThatIsRequired() {
        TestCertificates.Issued server = authority.issue("db.test", "db.test");
        try (TestServer noAuthority = TestServer.builder().tls(server.certificate(), server.key()).build()) {
            PgTlsOptions.Builder with = tls(SslMode.VERIFY_FULL).cert(client.certificate().toString())
                    .key(client.key().toString()).certMode(SslCertMode.REQUIRE);
            assertThat(connecting.refusal(to(noAuthority, "db.test", with).build())).isInstanceOf(TlsException.class)
                    .hasMessageContaining("sslcertmode=require");
        }
    }

    @Test
    void tlsFromTheFirstByte() {
        PgTlsOptions.Builder direct = tls(SslMode.VERIFY_FULL).negotiation(SslNegotiation.DIRECT);
        assertThat(seen(connect(to(SERVERS.get(PostgresVersion.V18), "db.test", direct)))).startsWith("true");
        PgException tooOld = connecting.refusal(to(SERVERS.get(PostgresVersion.V13), "db.test", direct).build());
        assertThat(tooOld).isInstanceOf(TlsException.class);
    }

    @Test
    void aLiteralAddressIsComparedWithTheCertificatesAddresses() {
        assertThat(seen(connect(to(SERVERS.get(PostgresVersion.V18), "127.0.0.1", tls(SslMode.VERIFY_FULL)))))
                .startsWith("true");
    }

    @Test
    void hostaddrIsConnectedButTheNameIsChecked() {
        TestServer server = SERVERS.get(PostgresVersion.V18);
        PgConnectOptions.Builder fits = to(server, "db.test", tls(SslMode.VERIFY_FULL))
                .hosts(List.of(new HostSpec("db.test", "127.0.0.1", server.port())));
        assertThat(seen(connect(fits))).startsWith("true");
        // The certificate has the address, but it is the name that the user trusts.
        PgException refusal = connecting
                .refusal(fits.hosts(List.of(new HostSpec("evil.test", "127.0.0.1", server.port()))).build());
        assertThat(refusal).isInstanceOf(TlsException.class).hasMessageContaining("not for \"evil.test\"");
    }

    /** mode: VERIFY_FULL unless said otherwise; certificate: names, or "expired", "stranger" (another authority). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "VERIFY_FULL | db.test         | db.test       | fits",
            "VERIFY_FULL | db.test         | other.test    | not for \"db.test\"",
            "VERIFY_CA   | db.test         | other.test    | fits",
            "REQUIRE     | db.test         | other.test    | fits",
            "VERIFY_FULL | a.wild.test     | *.wild.test   | fits",
            "VERIFY_FULL | a.b.wild.test   | *.wild.test   | not for \"a.b.wild.test\"",
            "VERIFY_FULL | wild.test       | *.wild.test   | not for \"wild.test\"",
            "VERIFY_FULL | 127.0.0.1       | 127.0.0.1     | fits",
            "VERIFY_FULL | 127.0.0.1       | 127.0.0.2     | not for \"127.0.0.1\"",
            "VERIFY_FULL | 127.0.0.1       | db.test       | not for \"127.0.0.1\"",
            "VERIFY_FULL | db.test         | expired       | has expired",
            "VERIFY_CA   | db.test         | expired       | has expired",
            "REQUIRE     | db.test         | expired       | has expired",
            "VERIFY_FULL | db.test         | stranger      | trusted authority",
            "VERIFY_CA   | db.test         | stranger      | trusted authority",
            "REQUIRE     | db.test         | stranger      | trusted authority",
            "VERIFY_FULL | db.test         | revoked       | revoked",
    })
    void certificatesThatFitAndDoNot(SslMode mode, String host, String certificate, String words) {
        Certificates.Server server = Certificates.of(authority, folder, certificate);
        PgTlsOptions.Builder tls = tls(mode);
        server.revoked().ifPresent(list -> tls.crl(list.toString()));
        try (var rogue = Certificates.serve(server.issued())) {
            PgConnectOptions options = PgConnectOptions.builder().hosts(List.of(new HostSpec(host, rogue.port()))).user("ann")
                    .connectTimeout(Connecting.PATIENCE)
                    .tls(tls.build()).build();
            if (words.equals("fits")) {
                connecting.connect(options).abort();
            } else {
                assertThat(connecting.refusal(options)).isInstanceOf(TlsException.class).hasMessageContaining(words);
                assertThat(rogue.trace()).doesNotContain("< STARTUP_MESSAGE");
            }
        }
    }

    @Test
    void requireWithoutAnAuthorityTakesAnyCertificate() {
        Certificates.Server server = Certificates.of(authority, folder, "stranger");
        try (var rogue = Certificates.serve(server.issued())) {
            connecting.connect(PgConnectOptions.builder().hosts(List.of(new HostSpec("db.test", rogue.port()))).user("ann")
                    .tls(PgTlsOptions.builder().mode(SslMode.REQUIRE).build()).build()).abort();
        }
    }

    @Test
    void aSuppliedConfigurationIsUsedButTheModeDecides() {
        TestServer server = SERVERS.get(PostgresVersion.V18);
        PgConnectOptions options = to(server, "other.test", PgTlsOptions.builder().mode(SslMode.VERIFY_FULL)).build();
        Connector connector = connecting.connector(options, Optional.of(net -> net.setTrustAll(true)
                .setTrustOptions(new PemTrustOptions().addCertPath(authority.authority().toString()))));
        assertThat(connecting.refusal(connector)).isInstanceOf(TlsException.class)
                .hasMessageContaining("not for \"other.test\"");
    }

    @Test
    void missingFilesAreNamed() {
        for (PgTlsOptions.Builder wrong : List.of(tls(SslMode.VERIFY_FULL).rootCert("/nowhere/root.crt"),
                tls(SslMode.VERIFY_FULL).cert("/nowhere/my.crt").key("/nowhere/my.key"),
                tls(SslMode.VERIFY_FULL).crl("/nowhere/list.crl"))) {
            assertThat(connecting.refusal(to(SERVERS.get(PostgresVersion.V18), "db.test", wrong).build()))
                    .isInstanceOf(PgException.class).hasMessageContaining("/nowhere/");
        }
    }

    @Test
    void noSecretIsInAnyMessage() {
        List<String> messages = new ArrayList<>();
        PgException wrong = connecting.refusal(
                to(SERVERS.get(PostgresVersion.V18), "db.test", tls(SslMode.REQUIRE)).password(PlantedSecrets.PASSWORD)
                        .build());
        for (Throwable at = wrong; at != null; at = at.getCause()) {
            messages.add(at.toString());
            messages.addAll(Arrays.stream(at.getSuppressed()).map(Throwable::toString).toList());
        }
        assertThat(wrong.sqlState()).contains("28P01");
        assertThat(messages).noneMatch(message -> message.contains(PlantedSecrets.PASSWORD));
    }
}
