package io.quarkiverse.psycopg.replication;

import java.util.Objects;

import io.vertx.core.buffer.Buffer;

/**
 * The history file of a timeline.
 *
 * @param fileName its name on the server, {@code 00000002.history}
 * @param content its bytes
 */
public record TimelineHistory(String fileName, Buffer content) {

    public TimelineHistory {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(content, "content");
    }
}
