package io.quarkiverse.psycopg;

/**
 * How TLS starts (libpq's {@code sslnegotiation}).
 */
public enum SslNegotiation {

    /** The client asks in the protocol first whether the server speaks TLS. */
    POSTGRES("postgres"),

    /** TLS starts with the first byte, with ALPN; PostgreSQL 17 and later. */
    DIRECT("direct");

    private final String keyword;

    SslNegotiation(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
