package io.quarkiverse.psycopg.runtime.driver.notification;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.quarkiverse.psycopg.error.DataException;

/**
 * What is sent with a notification.
 */
public final class Payload {

    /** {@code NOTIFY_PAYLOAD_MAX_LENGTH - 1} of PostgreSQL's async.c. */
    private static final int MOST_BYTES = 7_999;

    private Payload() {
    }

    /**
     * The payload.
     *
     * @throws DataException where it is longer than PostgreSQL takes
     */
    public static String checked(String payload) {
        Objects.requireNonNull(payload, "payload");
        int bytes = payload.length() * 3 <= MOST_BYTES ? 0 : payload.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new DataException("expected a payload of at most " + MOST_BYTES + " bytes of UTF-8, got " + bytes
                    + ": store it in a table and send its key, or send it in parts");
        }
        return payload;
    }
}
