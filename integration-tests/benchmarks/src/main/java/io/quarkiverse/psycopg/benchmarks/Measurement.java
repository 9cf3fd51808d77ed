package io.quarkiverse.psycopg.benchmarks;

/**
 * One round of one peer.
 *
 * @param rows received
 * @param nanos elapsed
 * @param allocated bytes, over all threads of the peer's JVM
 * @param cpuNanos CPU time of the peer's JVM
 */
record Measurement(long rows, long nanos, long allocated, long cpuNanos) {

    /** What {@link #parse} reads. */
    String line() {
        return rows + " " + nanos + " " + allocated + " " + cpuNanos;
    }

    static Measurement parse(String line) {
        String[] parts = line.split(" ");
        if (parts.length != 4) {
            throw new IllegalArgumentException("expected four numbers, got " + parts.length);
        }
        return new Measurement(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }

    /** Every operation gives one row. */
    double rowsPerSecond() {
        return rows * 1e9 / nanos;
    }
}
