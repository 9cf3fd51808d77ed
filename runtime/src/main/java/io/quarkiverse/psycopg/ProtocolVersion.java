package io.quarkiverse.psycopg;

/**
 * A version of the wire protocol (libpq's {@code min_protocol_version}, {@code max_protocol_version}).
 */
public enum ProtocolVersion {

    /** All supported servers, and every pooler. */
    V3_0("3.0"),

    /** PostgreSQL 18 and later: long cancel keys. */
    V3_2("3.2");

    private final String keyword;

    ProtocolVersion(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
