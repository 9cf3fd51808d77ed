package io.quarkiverse.psycopg;

/**
 * What a pool does to the session state of a connection that comes back.
 */
public enum PoolReset {

    /** Rolls back, and resets what the last user changed, where something may have been changed. */
    SMART("smart"),

    /** {@code DISCARD ALL} after every use. */
    ALWAYS("always"),

    /** Rolls back an open transaction only. */
    NONE("none");

    private final String keyword;

    PoolReset(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
