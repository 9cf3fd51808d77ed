package io.quarkiverse.psycopg.replication;

import java.util.Objects;

/**
 * A stream's slot is missing or was invalidated: changes since the confirmed position are lost to this stream. It stays
 * {@link ReplicationState#FAILED}; a new slot is for somebody to decide who knows how to make up for what was lost.
 *
 * @param stream the stream's name
 * @param slot the slot's name
 * @param reason what the server said
 */
public record SlotLost(String stream, String slot, String reason) {

    public SlotLost {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(reason, "reason");
    }
}
