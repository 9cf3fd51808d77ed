package io.quarkiverse.psycopg;

/**
 * How much TLS protects a connection, from least to most (PostgreSQL documentation 32.19, SSL Support).
 */
public enum SslMode {

    /** Plain text only. */
    DISABLE("disable"),

    /** Plain text first; TLS where the server insists. */
    ALLOW("allow"),

    /** TLS first; plain text where the server has none. Libpq's default. */
    PREFER("prefer"),

    /** TLS or nothing; the certificate is checked only where a root certificate is configured. */
    REQUIRE("require"),

    /** TLS with a certificate of a trusted authority. */
    VERIFY_CA("verify-ca"),

    /** As {@link #VERIFY_CA}, and the certificate names the host. */
    VERIFY_FULL("verify-full");

    private final String keyword;

    SslMode(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
