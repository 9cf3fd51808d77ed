package io.quarkiverse.psycopg;

/**
 * Whether a client certificate is sent (libpq's {@code sslcertmode}).
 */
public enum SslCertMode {

    /** Never, even where one is configured. */
    DISABLE("disable"),

    /** Where the server asks and one is configured. */
    ALLOW("allow"),

    /** The server must ask for it. */
    REQUIRE("require");

    private final String keyword;

    SslCertMode(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
