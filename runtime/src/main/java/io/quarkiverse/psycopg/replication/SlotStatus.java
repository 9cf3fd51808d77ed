package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the server says of a stream's slot. Source: PostgreSQL documentation 53.20, pg_replication_slots.
 *
 * @param active whether somebody reads it now
 * @param walStatus {@code reserved}, {@code extended} (kept beyond {@code max_wal_size}), {@code unreserved} (about to be
 *        removed) or {@code lost}; empty for a slot that keeps no WAL yet
 * @param safeWalSize bytes that can still be written before the slot is in danger of being lost; empty where
 *        {@code max_slot_wal_keep_size} sets no bound
 * @param retainedBytes WAL that the server keeps for this slot
 * @param unconfirmedBytes WAL that was written since the confirmed position
 */
public record SlotStatus(boolean active, Optional<String> walStatus, OptionalLong safeWalSize, long retainedBytes,
        long unconfirmedBytes) {

    public SlotStatus {
        Objects.requireNonNull(walStatus, "walStatus");
        Objects.requireNonNull(safeWalSize, "safeWalSize");
    }
}
