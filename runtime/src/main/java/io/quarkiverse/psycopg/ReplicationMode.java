package io.quarkiverse.psycopg;

/**
 * Whether the session speaks the replication commands (PostgreSQL documentation 54.4).
 */
public enum ReplicationMode {

    /** An ordinary session. */
    NONE("false"),

    /** Physical replication; no SQL. */
    PHYSICAL("true"),

    /** Logical replication, connected to a database; SQL by the simple protocol. */
    LOGICAL("database");

    private final String keyword;

    ReplicationMode(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
