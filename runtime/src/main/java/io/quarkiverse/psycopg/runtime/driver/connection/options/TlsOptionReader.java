package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

    private final OptionValues values;
    private final OptionSources sources;

    TlsOptionReader(OptionValues values, OptionSources sources) {
        this.values = values;
        this.sources = sources;
    }

    PgTlsOptions read() {
        PgTlsOptions.Builder tls = PgTlsOptions.builder();
        Optional<SslMode> mode = values.choice(Keyword.SSLMODE, SslMode.class, SslMode::keyword);
        boolean system = values.text(Keyword.SSLROOTCERT).filter(SYSTEM::equals).isPresent();
        tls.mode(mode.orElse(system ? SslMode.VERIFY_FULL : SslMode.PREFER));
        values.choice(Keyword.SSLNEGOTIATION, SslNegotiation.class, SslNegotiation::keyword).ifPresent(tls::negotiation);
        values.choice(Keyword.SSLCERTMODE, SslCertMode.class, SslCertMode::keyword).ifPresent(tls::certMode);
        values.flag(Keyword.SSLSNI).ifPresent(tls::sni);
        values.text(Keyword.SSLPASSWORD).ifPresent(tls::keyPassword);
        values.text(Keyword.SSLCRLDIR).ifPresent(tls::crlDirectory);
        file(Keyword.SSLROOTCERT, "root.crt").ifPresent(tls::rootCert);
        file(Keyword.SSLCRL, "root.crl").ifPresent(tls::crl);
        file(Keyword.SSLCERT, "postgresql.crt").ifPresent(tls::cert);
        file(Keyword.SSLKEY, "postgresql.key").ifPresent(tls::key);
        try {
            values.text(Keyword.SSL_MIN_PROTOCOL_VERSION).ifPresent(tls::minProtocol);
            values.text(Keyword.SSL_MAX_PROTOCOL_VERSION).ifPresent(tls::maxProtocol);
            return tls.build();
        } catch (ProgrammingException e) {
            throw new OperationalException(e.getMessage(), e);
        }
    }

    private Optional<String> file(Keyword keyword, String inHome) {
        return values.text(keyword).or(() -> sources.inHome(".postgresql").map(directory -> directory.resolve(inHome))
                .filter(Files::exists).map(Path::toString));
    }
}
