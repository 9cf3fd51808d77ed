package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslCertMode;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.SslNegotiation;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.TlsException;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;

/**
 * Vert.x's options from the driver's. Reads files: on worker threads only.
 *
 * @see <a href="https://www.postgresql.org/docs/18/libpq-ssl.html">PostgreSQL documentation, SSL Support</a>
 */
final class NetworkOptions {

    /** The protocol's name in ALPN. Source: PG_ALPN_PROTOCOL of PostgreSQL's pqcomm.h. */
    static final String ALPN = "postgresql";

    private static final String SYSTEM = "system";
    private static final String CHECK_HOST = "HTTPS";
    private static final String CHECK_NO_HOST = "";
    private static final List<String> TLS_VERSIONS = List.of("TLSv1.2", "TLSv1.3");
    private static final Duration LONGEST_ATTEMPT = Duration.ofHours(1);

    private NetworkOptions() {
    }

    static NetClientOptions plain(PgConnectOptions options) {
        NetClientOptions net = new NetClientOptions();
        Duration limit = options.connectTimeout().isZero() ? LONGEST_ATTEMPT : options.connectTimeout();
        net.setConnectTimeout((int) Math.min(limit.toMillis() + 1, Integer.MAX_VALUE));
        net.setSslHandshakeTimeout(limit.toMillis() + 1).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        net.setTcpKeepAlive(options.keepAlive().enabled());
        long userTimeout = options.keepAlive().userTimeout().toMillis();
        if (userTimeout > 0) {
            net.setTcpUserTimeout((int) Math.min(userTimeout, Integer.MAX_VALUE));
        }
        return net;
    }

    /** @throws TlsException a certificate, key or list of revoked certificates cannot be read */
    static NetClientOptions tls(PgConnectOptions options, Optional<TlsSetup> setup) {
        PgTlsOptions tls = options.tls();
        NetClientOptions net = plain(options);
        // Certificates are verified and signatures computed on worker threads, not on the event loop.
        net.setJdkSslEngineOptions((JdkSSLEngineOptions) new JdkSSLEngineOptions().setUseWorkerThread(true));
        net.setEnabledSecureTransportProtocols(versions(tls));
        setup.ifPresent(configuration -> configuration.configure(net));
        net.setSsl(tls.negotiation() == SslNegotiation.DIRECT);
        net.setUseAlpn(net.isSsl());
        net.setApplicationLayerProtocols(List.of(ALPN));
        try {
            trust(net, tls);
            if (tls.certMode() == SslCertMode.DISABLE) {
                net.setKeyCertOptions(null);
            } else {
                identify(net, tls);
            }
        } catch (IOException e) {
            throw new TlsException("a file of the TLS configuration cannot be read: " + e.getMessage(), e);
        }
        return net;
    }

    private static Set<String> versions(PgTlsOptions tls) {
        return new LinkedHashSet<>(TLS_VERSIONS.subList(TLS_VERSIONS.indexOf(tls.minProtocol()),
                TLS_VERSIONS.indexOf(tls.maxProtocol()) + 1));
    }

    private static void trust(NetClientOptions net, PgTlsOptions tls) throws IOException {
        Optional<String> root = tls.rootCert().filter(file -> !file.equals(SYSTEM));
        if (root.isPresent()) {
            requireReadable(root.get(), "sslrootcert");
            net.setTrustOptions(new PemTrustOptions().addCertPath(root.get()));
        }
        boolean verified = tls.mode().compareTo(SslMode.VERIFY_CA) >= 0 || net.getTrustOptions() != null;
        if (tls.mode() == SslMode.VERIFY_CA && net.getTrustOptions() == null) {
            throw new ProgrammingException(
                    "ssl-mode=verify-ca needs to know the authority: name its certificate (sslrootcert or"
                            + " a TLS configuration), or use verify-full, which also checks the host name");
        }
        net.setTrustAll(!verified);
        net.setHostnameVerificationAlgorithm(tls.mode() == SslMode.VERIFY_FULL ? CHECK_HOST : CHECK_NO_HOST);
        for (Path list : revocationLists(tls)) {
            net.addCrlPath(list.toAbsolutePath().toString());
        }
    }

    private static List<Path> revocationLists(PgTlsOptions tls) throws IOException {
        Set<Path> lists = new LinkedHashSet<>();
        if (tls.crl().isPresent()) {
            requireReadable(tls.crl().get(), "sslcrl");
            lists.add(Path.of(tls.crl().get()));
        }
        if (tls.crlDirectory().isPresent()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(tls.crlDirectory().get()),
                    Files::isRegularFile)) {
                files.forEach(lists::add);
            }
        }
        return List.copyOf(lists);
    }

    private static void identify(NetClientOptions net, PgTlsOptions tls) throws IOException {
        if (tls.cert().isPresent()) {
            requireReadable(tls.cert().get(), "sslcert");
            String key = tls.key().orElseThrow(() -> new ProgrammingException("sslcert is given, but no sslkey"));
            requireReadable(key, "sslkey");
            net.setKeyCertOptions(PemKey.read(Path.of(tls.cert().get()), Path.of(key), tls.keyPassword()));
        }
    }

    private static void requireReadable(String file, String option) {
        if (!Files.isReadable(Path.of(file))) {
            throw new TlsException("the file \"" + file + "\" that " + option + " names does not exist or cannot be read");
        }
    }
}
