package io.quarkiverse.psycopg.replication;

import java.util.Objects;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * What READ_REPLICATION_SLOT tells of a physical slot.
 *
 * @param restartPosition the oldest position that the slot keeps; 0/0 where it keeps none yet
 * @param restartTimeline the timeline of that position, 0 where there is none
 */
public record SlotPosition(Lsn restartPosition, long restartTimeline) {

    public SlotPosition {
        Objects.requireNonNull(restartPosition, "restartPosition");
    }
}
