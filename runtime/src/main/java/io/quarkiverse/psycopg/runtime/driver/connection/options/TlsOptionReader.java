package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslCertMode;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.SslNegotiation;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * libpq's options about TLS, with the files that it looks for in {@code ~/.postgresql} where they exist. PostgreSQL
 * documentation 32.19.
 */
final class TlsOptionReader {

    /** What stands for the JVM's own authorities instead of a file. */
    private static final String SYSTEM = "system";
    /** Files that are looked for where an option names none. */
    private static final Map<Keyword, String> FILES = Map.of(Keyword.SSLROOTCERT, "root.crt", Keyword.SSLCRL, "root.crl",
            Keyword.SSLCERT, "postgresql.crt", Keyword.SSLKEY, "postgresql.key");

    private final OptionSources sources;
    private final Set<Keyword> given = EnumSet.noneOf(Keyword.class);
    private final PgTlsOptions.Builder tls = PgTlsOptions.builder();
    private boolean system;

    TlsOptionReader(OptionSources sources) {
        this.sources = sources;
    }

    /** Reads one option. */
    void read(Keyword keyword, String value) {
        given.add(keyword);
        switch (keyword) {
            case SSLMODE -> tls.mode(OptionValues.choice(keyword, value, SslMode.class, SslMode::keyword));
            case SSLNEGOTIATION ->
                tls.negotiation(OptionValues.choice(keyword, value, SslNegotiation.class, SslNegotiation::keyword));
            case SSLCERTMODE -> tls.certMode(OptionValues.choice(keyword, value, SslCertMode.class, SslCertMode::keyword));
            case SSLSNI -> tls.sni(OptionValues.flag(keyword, value));
            case SSLPASSWORD -> tls.keyPassword(value);
            case SSLCRLDIR -> tls.crlDirectory(value);
            case SSLROOTCERT -> {
                tls.rootCert(value);
                system = value.equals(SYSTEM);
            }
            case SSLCRL -> tls.crl(value);
            case SSLCERT -> tls.cert(value);
            case SSLKEY -> tls.key(value);
            case SSL_MIN_PROTOCOL_VERSION, SSL_MAX_PROTOCOL_VERSION -> readProtocol(keyword, value);
            default -> throw new IllegalArgumentException(keyword + " is not about TLS");
        }
    }

    private void readProtocol(Keyword keyword, String value) {
        try {
            if (keyword == Keyword.SSL_MIN_PROTOCOL_VERSION) {
                tls.minProtocol(value);
            } else {
                tls.maxProtocol(value);
            }
        } catch (ProgrammingException e) {
            throw new OperationalException(e.getMessage(), e);
        }
    }

    /** What has been read, with the files in the home directory. */
    PgTlsOptions build() {
        Optional<Path> directory = sources.inHome(".postgresql");
        if (directory.isPresent() && Files.isDirectory(directory.get())) {
            readFiles(directory.get());
        }
        if (system && !given.contains(Keyword.SSLMODE)) {
            tls.mode(SslMode.VERIFY_FULL);
        }
        try {
            return tls.build();
        } catch (ProgrammingException e) {
            throw new OperationalException(e.getMessage(), e);
        }
    }

    private void readFiles(Path directory) {
        for (Map.Entry<Keyword, String> name : FILES.entrySet()) {
            Path file = directory.resolve(name.getValue());
            if (!given.contains(name.getKey()) && Files.exists(file)) {
                read(name.getKey(), file.toString());
            }
        }
    }
}
