package io.quarkiverse.psycopg;

import java.util.Objects;
import java.util.Optional;

/**
 * TLS as libpq's options describe it. Immutable; file names only, nothing is read before connecting. With a
 * {@link #tlsConfigurationName()} the certificates come from Quarkus's TLS registry instead of files.
 */
public final class PgTlsOptions {

    private final SslMode mode;
    private final SslNegotiation negotiation;
    private final SslCertMode certMode;
    private final String rootCert;
    private final String cert;
    private final String key;
    private final String keyPassword;
    private final String crl;
    private final String crlDirectory;
    private final boolean sni;
    private final String minProtocol;
    private final String maxProtocol;
    private final String tlsConfigurationName;

    private PgTlsOptions(Builder b) {
        this.mode = b.mode;
        this.negotiation = b.negotiation;
        this.certMode = b.certMode;
        this.rootCert = b.rootCert;
        this.cert = b.cert;
        this.key = b.key;
        this.keyPassword = b.keyPassword;
        this.crl = b.crl;
        this.crlDirectory = b.crlDirectory;
        this.sni = b.sni;
        this.minProtocol = b.minProtocol;
        this.maxProtocol = b.maxProtocol;
        this.tlsConfigurationName = b.tlsConfigurationName;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** How much TLS protects ({@code sslmode}); prefer by default. */
    public SslMode mode() {
        return mode;
    }

    /** How TLS starts ({@code sslnegotiation}); by PostgreSQL's own request by default. */
    public SslNegotiation negotiation() {
        return negotiation;
    }

    /** Whether a client certificate is sent ({@code sslcertmode}); where there is one and the server asks by default. */
    public SslCertMode certMode() {
        return certMode;
    }

    /** PEM file of trusted authorities, or {@code system} for the JVM's ({@code sslrootcert}). */
    public Optional<String> rootCert() {
        return Optional.ofNullable(rootCert);
    }

    /** PEM file of the client's certificate chain ({@code sslcert}). */
    public Optional<String> cert() {
        return Optional.ofNullable(cert);
    }

    /** PEM file of the client's key ({@code sslkey}). */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** Password of the key ({@code sslpassword}); secret. */
    public Optional<String> keyPassword() {
        return Optional.ofNullable(keyPassword);
    }

    /** PEM file of revoked certificates ({@code sslcrl}). */
    public Optional<String> crl() {
        return Optional.ofNullable(crl);
    }

    /** Directory of such files ({@code sslcrldir}). */
    public Optional<String> crlDirectory() {
        return Optional.ofNullable(crlDirectory);
    }

    /** Whether the host name is sent in the clear for the server to choose a certificate ({@code sslsni}); it is by default. */
    public boolean sni() {
        return sni;
    }

    /** Lowest acceptable TLS version ({@code ssl_min_protocol_version}); TLSv1.2 by default. */
    public String minProtocol() {
        return minProtocol;
    }

    /** Highest acceptable TLS version ({@code ssl_max_protocol_version}); TLSv1.3 by default. */
    public String maxProtocol() {
        return maxProtocol;
    }

    /** Name of the configuration in Quarkus's TLS registry to use. */
    public Optional<String> tlsConfigurationName() {
        return Optional.ofNullable(tlsConfigurationName);
    }

    /** The options without secrets. */
    @Override
    public String toString() {
        return "PgTlsOptions[mode=" + mode.keyword() + ", negotiation=" + negotiation.keyword() + ", rootCert=" + rootCert
                + ", cert=" + cert + ", tlsConfigurationName=" + tlsConfigurationName + "]";
    }

    /** Collects options; each is checked when it is set. Not for use by several threads. */
    public static final class Builder {

        private SslMode mode = SslMode.PREFER;
        private SslNegotiation negotiation = SslNegotiation.POSTGRES;
        private SslCertMode certMode = SslCertMode.ALLOW;
        private String rootCert;
        private String cert;
        private String key;
        private String keyPassword;
        private String crl;
        private String crlDirectory;
        private boolean sni = true;
        private String minProtocol = "TLSv1.2";
        private String maxProtocol = "TLSv1.3";
        private String tlsConfigurationName;

        private Builder() {
        }

        private Builder(PgTlsOptions o) {
            this.mode = o.mode;
            this.negotiation = o.negotiation;
            this.certMode = o.certMode;
            this.rootCert = o.rootCert;
            this.cert = o.cert;
            this.key = o.key;
            this.keyPassword = o.keyPassword;
            this.crl = o.crl;
            this.crlDirectory = o.crlDirectory;
            this.sni = o.sni;
            this.minProtocol = o.minProtocol;
            this.maxProtocol = o.maxProtocol;
            this.tlsConfigurationName = o.tlsConfigurationName;
        }

        /** @see PgTlsOptions#mode() */
        public Builder mode(SslMode mode) {
            this.mode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /** @see PgTlsOptions#negotiation() */
        public Builder negotiation(SslNegotiation negotiation) {
            this.negotiation = Objects.requireNonNull(negotiation, "negotiation");
            return this;
        }

        /** @see PgTlsOptions#certMode() */
        public Builder certMode(SslCertMode certMode) {
            this.certMode = Objects.requireNonNull(certMode, "certMode");
            return this;
        }

        /** @see PgTlsOptions#rootCert() */
        public Builder rootCert(String rootCert) {
            this.rootCert = OptionChecks.text("sslrootcert", rootCert);
            return this;
        }

        /** @see PgTlsOptions#cert() */
        public Builder cert(String cert) {
            this.cert = OptionChecks.text("sslcert", cert);
            return this;
        }

        /** @see PgTlsOptions#key() */
        public Builder key(String key) {
            this.key = OptionChecks.text("sslkey", key);
            return this;
        }

        /** @see PgTlsOptions#keyPassword() */
        public Builder keyPassword(String keyPassword) {
            this.keyPassword = OptionChecks.text("sslpassword", keyPassword);
            return this;
        }

        /** @see PgTlsOptions#crl() */
        public Builder crl(String crl) {
            this.crl = OptionChecks.text("sslcrl", crl);
            return this;
        }

        /** @see PgTlsOptions#crlDirectory() */
        public Builder crlDirectory(String crlDirectory) {
            this.crlDirectory = OptionChecks.text("sslcrldir", crlDirectory);
            return this;
        }

        /** @see PgTlsOptions#sni() */
        public Builder sni(boolean sni) {
            this.sni = sni;
            return this;
        }

        /** @see PgTlsOptions#minProtocol() */
        public Builder minProtocol(String minProtocol) {
            this.minProtocol = protocol("ssl_min_protocol_version", minProtocol);
            return this;
        }

        /** @see PgTlsOptions#maxProtocol() */
        public Builder maxProtocol(String maxProtocol) {
            this.maxProtocol = protocol("ssl_max_protocol_version", maxProtocol);
            return this;
        }

        /** @see PgTlsOptions#tlsConfigurationName() */
        public Builder tlsConfigurationName(String tlsConfigurationName) {
            this.tlsConfigurationName = OptionChecks.text("tls-configuration-name", tlsConfigurationName);
            return this;
        }

        private static String protocol(String option, String version) {
            if (!version.equals("TLSv1.2") && !version.equals("TLSv1.3")) {
                throw OptionChecks.refused("option \"" + option + "\" must be TLSv1.2 or TLSv1.3: older versions are not safe");
            }
            return version;
        }

        /** The options as they are now. */
        public PgTlsOptions build() {
            if (minProtocol.compareTo(maxProtocol) > 0) {
                throw OptionChecks.refused("ssl_min_protocol_version is higher than ssl_max_protocol_version");
            }
            if (negotiation == SslNegotiation.DIRECT && mode.compareTo(SslMode.REQUIRE) < 0) {
                throw OptionChecks.refused("weak sslmode \"" + mode.keyword()
                        + "\" may not be used with sslnegotiation=direct (use \"require\", \"verify-ca\", or \"verify-full\")");
            }
            if ("system".equals(rootCert) && mode != SslMode.VERIFY_FULL) {
                throw OptionChecks.refused("weak sslmode \"" + mode.keyword()
                        + "\" may not be used with sslrootcert=system (use \"verify-full\")");
            }
            return new PgTlsOptions(this);
        }
    }
}
