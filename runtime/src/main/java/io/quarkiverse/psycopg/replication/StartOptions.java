package io.quarkiverse.psycopg.replication;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * How a replication stream is started (psycopg2's arguments of {@code start_replication}). Immutable; each method gives a
 * changed copy.
 *
 * @param type logical or physical
 * @param slot the slot; required for logical replication
 * @param position where to begin; {@link Lsn#INVALID} for the slot's own position. The server never goes back behind that one
 * @param timeline the timeline, for physical replication only
 * @param options options of the output plugin, for logical replication only
 * @param statusInterval how often the server is told of the positions, at least one second
 */
public record StartOptions(ReplicationType type, Optional<String> slot, Lsn position, OptionalLong timeline,
        Map<String, String> options, Duration statusInterval) {

    private static final Duration DEFAULT_STATUS_INTERVAL = Duration.ofSeconds(10);

    public StartOptions {
        Objects.requireNonNull(position, "position");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        if (type == ReplicationType.LOGICAL && slot.isEmpty()) {
            throw new ProgrammingException("slot name is required for logical replication");
        }
        if (type == ReplicationType.LOGICAL && timeline.isPresent()) {
            throw new ProgrammingException("cannot specify timeline for logical replication");
        }
        if (type == ReplicationType.PHYSICAL && !options.isEmpty()) {
            throw new ProgrammingException("physical replication has no output plugin that could take options");
        }
        if (statusInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ProgrammingException("status interval must be at least one second");
        }
    }

    /** Logical replication from the slot's own position. */
    public static StartOptions logical(String slot) {
        return new StartOptions(ReplicationType.LOGICAL, Optional.of(slot), Lsn.INVALID, OptionalLong.empty(), Map.of(),
                DEFAULT_STATUS_INTERVAL);
    }

    /** Physical replication without a slot. */
    public static StartOptions physical(Lsn position) {
        return new StartOptions(ReplicationType.PHYSICAL, Optional.empty(), position, OptionalLong.empty(), Map.of(),
                DEFAULT_STATUS_INTERVAL);
    }

    /** Physical replication with a slot. */
    public static StartOptions physical(String slot, Lsn position) {
        return new StartOptions(ReplicationType.PHYSICAL, Optional.of(slot), position, OptionalLong.empty(), Map.of(),
                DEFAULT_STATUS_INTERVAL);
    }

    /** These options with another {@link #position}. */
    public StartOptions withPosition(Lsn value) {
        return new StartOptions(type, slot, value, timeline, options, statusInterval);
    }

    /** These options with another {@link #timeline}. */
    public StartOptions withTimeline(long value) {
        return new StartOptions(type, slot, position, OptionalLong.of(value), options, statusInterval);
    }

    /** The same with one more option of the output plugin. */
    public StartOptions withOption(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new StartOptions(type, slot, position, timeline, more, statusInterval);
    }

    /** These options with another {@link #statusInterval}. */
    public StartOptions withStatusInterval(Duration value) {
        return new StartOptions(type, slot, position, timeline, options, value);
    }
}
