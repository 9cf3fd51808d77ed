package io.quarkiverse.psycopg.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which transactions were visible at a moment, {@code pg_snapshot}. Source: PostgreSQL documentation, 9.27.8.
 *
 * @param xmin lowest transaction id that was still active
 * @param xmax one past the highest completed transaction id
 * @param inProgress transactions between the two that were in progress
 */
public record Snapshot(long xmin, long xmax, List<Long> inProgress) {

    public Snapshot {
        inProgress = List.copyOf(inProgress);
    }

    /** {@code xmin:xmax:xip,…}, as the server writes it. */
    @Override
    public String toString() {
        return xmin + ":" + xmax + ":" + inProgress.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
