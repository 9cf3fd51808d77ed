package io.quarkiverse.psycopg;

/**
 * What kind of server is acceptable among several hosts (libpq's {@code target_session_attrs}).
 */
public enum TargetSessionAttrs {

    /** Any server that lets in. */
    ANY("any"),

    /** Sessions are read-write by default. */
    READ_WRITE("read-write"),

    /** Sessions are read-only by default. */
    READ_ONLY("read-only"),

    /** Not in hot standby. */
    PRIMARY("primary"),

    /** In hot standby. */
    STANDBY("standby"),

    /** A standby where there is one, else any. */
    PREFER_STANDBY("prefer-standby");

    private final String keyword;

    TargetSessionAttrs(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
