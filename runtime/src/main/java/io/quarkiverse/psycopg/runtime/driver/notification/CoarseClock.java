package io.quarkiverse.psycopg.runtime.driver.notification;

import java.time.Instant;

/**
 * The time, at most a millisecond old, for who asks a million times a second. Not thread-safe.
 */
final class CoarseClock {

    private long millis;
    private Instant instant = Instant.EPOCH;

    /** Never later than the true time. */
    Instant now() {
        long now = System.currentTimeMillis();
        if (now != millis) {
            millis = now;
            instant = Instant.ofEpochMilli(now);
        }
        return instant;
    }
}
