package io.quarkiverse.psycopg.replication;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * How a {@link ReplicationStream} is to be run. Immutable; each method gives a changed copy.
 *
 * @param name the stream's name, for messages and events
 * @param slot the slot's name
 * @param publications the publications' names
 * @param tables what a publication that is created is to hold, {@code table} or {@code schema.table}; empty for all tables
 * @param options further options of pgoutput: {@code binary}, {@code streaming}, {@code two_phase}, {@code origin} …
 * @param policy what may be created
 * @param failover whether a slot that is created is synchronised to standbys (PostgreSQL 17)
 * @param retryFirst the delay before the first attempt after a loss; it doubles
 * @param retryLargest the largest delay
 * @param slotInUse how often a slot that somebody else uses is tried
 * @param statusInterval how often the server is told of the positions beside acknowledgements; well below its
 *        {@code wal_sender_timeout}
 * @param heartbeatInterval how often a message that consumers never see is written into the server's log by
 *        {@code pg_logical_emit_message}, over a connection of its own; zero for never
 * @param bufferBytes data that is kept for a slow consumer, beyond which nothing more is read; a transaction that is handed
 *        over as a whole may be larger
 * @param onSlotLost is told when the slot is lost; it must not block
 */
public record ReplicationStreamOptions(String name, String slot, List<String> publications, List<String> tables,
        Map<String, String> options, SlotPolicy policy, boolean failover, Duration retryFirst, Duration retryLargest,
        Duration slotInUse, Duration statusInterval, Duration heartbeatInterval, long bufferBytes,
        Consumer<SlotLost> onSlotLost) {

    private static final long DEFAULT_BUFFER = 4 << 20;

    public ReplicationStreamOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(onSlotLost, "onSlotLost");
        publications = List.copyOf(publications);
        tables = List.copyOf(tables);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        if (publications.isEmpty()) {
            throw new ProgrammingException("replication stream \"" + name + "\" names no publication");
        }
        if (heartbeatInterval.isNegative()) {
            throw new ProgrammingException("replication stream \"" + name + "\" has a heartbeat interval below zero");
        }
        if (bufferBytes <= 0) {
            throw new ProgrammingException("replication stream \"" + name + "\" needs a buffer above zero bytes");
        }
    }

    /** A stream of one publication by the slot of that name, which must be there unless the policy says otherwise. */
    public static ReplicationStreamOptions of(String slot, String publication, SlotPolicy policy) {
        return new ReplicationStreamOptions(slot, slot, List.of(publication), List.of(), Map.of(), policy, false,
                Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ZERO,
                DEFAULT_BUFFER,
                lost -> {
                });
    }

    /** These options with another {@link #name}. */
    public ReplicationStreamOptions withName(String value) {
        return new ReplicationStreamOptions(value, slot, publications, tables, options, policy, failover, retryFirst,
                retryLargest, slotInUse, statusInterval, heartbeatInterval, bufferBytes, onSlotLost);
    }

    /** These options with another {@link #tables}. */
    public ReplicationStreamOptions withTables(List<String> value) {
        return new ReplicationStreamOptions(name, slot, publications, value, options, policy, failover, retryFirst,
                retryLargest, slotInUse, statusInterval, heartbeatInterval, bufferBytes, onSlotLost);
    }

    /** These options with another {@link #options}. */
    public ReplicationStreamOptions withOptions(Map<String, String> value) {
        return new ReplicationStreamOptions(name, slot, publications, tables, value, policy, failover, retryFirst,
                retryLargest, slotInUse, statusInterval, heartbeatInterval, bufferBytes, onSlotLost);
    }

    /** These options with another {@link #failover}. */
    public ReplicationStreamOptions withFailover(boolean value) {
        return new ReplicationStreamOptions(name, slot, publications, tables, options, policy, value, retryFirst,
                retryLargest, slotInUse, statusInterval, heartbeatInterval, bufferBytes, onSlotLost);
    }

    /** These options with another {@link #statusInterval}. */
    public ReplicationStreamOptions withStatusInterval(Duration value) {
        return new ReplicationStreamOptions(name, slot, publications, tables, options, policy, failover, retryFirst,
                retryLargest, slotInUse, value, heartbeatInterval, bufferBytes, onSlotLost);
    }

    /** These options with another {@link #heartbeatInterval}. */
    public ReplicationStreamOptions withHeartbeatInterval(Duration value) {
        return new ReplicationStreamOptions(name, slot, publications, tables, options, policy, failover, retryFirst,
                retryLargest, slotInUse, statusInterval, value, bufferBytes, onSlotLost);
    }

    /** These options with another {@link #bufferBytes}. */
    public ReplicationStreamOptions withBufferBytes(long value) {
        return new ReplicationStreamOptions(name, slot, publications, tables, options, policy, failover, retryFirst,
                retryLargest, slotInUse, statusInterval, heartbeatInterval, value, onSlotLost);
    }

    /** These options with another {@link #onSlotLost}. */
    public ReplicationStreamOptions withOnSlotLost(Consumer<SlotLost> value) {
        return new ReplicationStreamOptions(name, slot, publications, tables, options, policy, failover, retryFirst,
                retryLargest, slotInUse, statusInterval, heartbeatInterval, bufferBytes, value);
    }
}
