package io.quarkiverse.psycopg.runtime.driver.wire;

/**
 * What the decoder accepts before it calls the server's bytes a protocol violation.
 *
 * @param maxMessageSize the largest length word of one message in bytes (it counts itself), at least 8 KiB
 */
public record WireLimits(int maxMessageSize) {

    /** The server's own bound of a message: MaxAllocSize of PostgreSQL's memutils.h. */
    public static final int SERVER_MAXIMUM = 0x3fffffff;

    /** Any message that a server can send. */
    public static final WireLimits DEFAULT = new WireLimits(SERVER_MAXIMUM);

    private static final int LEAST = 8 * 1024;

    public WireLimits {
        if (maxMessageSize < LEAST || maxMessageSize > SERVER_MAXIMUM) {
            throw new IllegalArgumentException("the maximum message size must be between " + LEAST + " and " + SERVER_MAXIMUM
                    + " bytes, not " + maxMessageSize);
        }
    }
}
