package io.quarkiverse.psycopg;

/**
 * A way in which a server asks for authentication (libpq's {@code require_auth}).
 */
public enum AuthMethod {

    /** The password itself is sent. */
    PASSWORD("password"),

    /** A salted MD5 of the password is sent. */
    MD5("md5"),

    /** GSSAPI; not supported by this driver. */
    GSS("gss"),

    /** SSPI; not supported by this driver. */
    SSPI("sspi"),

    /** SCRAM-SHA-256 or SCRAM-SHA-256-PLUS. */
    SCRAM_SHA_256("scram-sha-256"),

    /** OAuth bearer token; not supported by this driver. */
    OAUTH("oauth"),

    /** The server asks for nothing: trust, peer, or a client certificate. */
    NONE("none");

    private final String keyword;

    AuthMethod(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
