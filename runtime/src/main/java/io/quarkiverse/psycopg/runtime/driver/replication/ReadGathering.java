package io.quarkiverse.psycopg.runtime.driver.replication;

/**
 * Whether a stream's next read shall wait for a moment, so that what comes meanwhile is read at once.
 * <p>
 * A walsender sends each change by itself, and whoever waits for it is woken by each: that costs the server more than decoding
 * the change. Nobody is woken while nobody waits. So under sustained inflow, and only then, the socket is left alone for
 * {@link #PAUSE_NANOS} after a read; at low traffic every change is read when it comes.
 * <p>
 * Times are as {@link System#nanoTime()} and come from the caller, so that nothing here waits. Not thread-safe.
 */
final class ReadGathering {

    /** How long the socket is left alone, and so the longest delay of a change: as short as an event loop's timer can be. */
    static final long PAUSE_NANOS = 1_000_000;
    /** Reads, and later messages, within that time from which on inflow is sustained. */
    static final int SUSTAINED = 8;
    /** A read of so many bytes, or of a part of a message, is followed by the next at once: much has gathered already. */
    static final int LARGE_READ = 32 << 10;

    private boolean gathering;
    private long since;
    private int count;

    /**
     * A read from the socket has been handed over.
     *
     * @param messages that it brought to an end
     * @param bytes of these
     * @return whether the next one shall wait for {@link #PAUSE_NANOS}
     */
    boolean pausesAfter(int messages, int bytes, long now) {
        if (messages == 0 || bytes >= LARGE_READ) {
            count += gathering ? messages : 0;
            return false;
        }
        if (gathering) {
            // a pause that brought few messages was the last one
            gathering = count + messages >= SUSTAINED;
            count = 0;
            return gathering;
        }
        if (now - since > PAUSE_NANOS) {
            since = now;
            count = 0;
        }
        count++;
        gathering = count >= SUSTAINED;
        count = gathering ? 0 : count;
        return gathering;
    }
}
