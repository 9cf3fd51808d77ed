package io.quarkiverse.psycopg.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class TlsRegistryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "changeit";
    private static final Path FILES = certificate();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.devservices.properties.ssl", "on")
            .overrideConfigKey("quarkus.psycopg.devservices.properties.ssl_cert_file", FILES.resolve("server.crt").toString())
            .overrideConfigKey("quarkus.psycopg.devservices.properties.ssl_key_file", FILES.resolve("server.key").toString())
            .overrideConfigKey("quarkus.psycopg.ssl-mode", "verify-full")
            .overrideConfigKey("quarkus.psycopg.tls-configuration-name", "pg")
            .overrideConfigKey("quarkus.tls.pg.trust-store.pem.certs", FILES.resolve("server.crt").toString())
            .overrideConfigKey("quarkus.psycopg.\"untrusting\".url", "${quarkus.psycopg.url}")
            .overrideConfigKey("quarkus.psycopg.\"untrusting\".username", "quarkus")
            .overrideConfigKey("quarkus.psycopg.\"untrusting\".password", "quarkus")
            .overrideConfigKey("quarkus.psycopg.\"untrusting\".ssl-mode", "verify-full")
            .overrideConfigKey("quarkus.psycopg.\"misnamed\".url", "${quarkus.psycopg.url}")
            .overrideConfigKey("quarkus.psycopg.\"misnamed\".tls-configuration-name", "pgg");

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("untrusting")
    PgPool untrusting;

    @Inject
    @PgDatabase("misnamed")
    PgPool misnamed;

    @Test
    void trustComesFromTheNamedConfiguration() {
        assertThat(pool.fetchOne("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").await().atMost(PATIENCE)
                .getBoolean(0)).isTrue();
    }

    @Test
    void withoutItTheServerIsNotTrusted() {
        assertThatThrownBy(() -> untrusting.fetchOne("SELECT 1").await().atMost(PATIENCE)).isInstanceOf(PgException.class);
    }

    @Test
    void aNameThatIsNotConfiguredIsTold() {
        assertThatThrownBy(() -> misnamed.fetchOne("SELECT 1").await().atMost(PATIENCE))
                .hasRootCauseInstanceOf(ConfigurationException.class).hasMessageContaining("'pgg'")
                .hasMessageContaining("quarkus.tls");
    }

    private static Path certificate() {
        try {
            Path folder = Files.createTempDirectory("psycopg-tls");
            Path store = folder.resolve("server.p12");
            keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=127.0.0.1",
                    "-ext", "SAN=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(),
                    "-storepass", PASSWORD);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            pem(folder.resolve("server.crt"), "CERTIFICATE", keys.getCertificate("server").getEncoded());
            pem(folder.resolve("server.key"), "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
            return folder;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        builder.command().addAll(java.util.List.of(arguments));
        Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void pem(Path file, String kind, byte[] der) throws IOException {
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' })
                .encodeToString(der) + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
