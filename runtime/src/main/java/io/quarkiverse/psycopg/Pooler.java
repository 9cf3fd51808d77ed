package io.quarkiverse.psycopg;

/**
 * What stands between the driver and the server.
 */
public enum Pooler {

    /** Nothing, or a pooler in session mode. */
    NONE("none"),

    /**
     * A pooler that gives each transaction another session (PgBouncer, transaction mode): no named prepared statements, no
     * session state.
     */
    TRANSACTION("transaction");

    private final String keyword;

    Pooler(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
