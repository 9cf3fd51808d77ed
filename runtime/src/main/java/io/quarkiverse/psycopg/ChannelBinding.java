package io.quarkiverse.psycopg;

/**
 * Whether the login must be bound to the TLS channel (libpq's {@code channel_binding}).
 */
public enum ChannelBinding {

    /** Never bound. */
    DISABLE("disable"),

    /** Bound where the server offers it. */
    PREFER("prefer"),

    /** Bound, or no login. */
    REQUIRE("require");

    private final String keyword;

    ChannelBinding(String keyword) {
        this.keyword = keyword;
    }

    /** The value's spelling in a connection string. */
    public String keyword() {
        return keyword;
    }
}
