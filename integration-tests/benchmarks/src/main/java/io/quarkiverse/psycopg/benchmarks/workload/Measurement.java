package io.quarkiverse.psycopg.benchmarks.workload;

/**
 * One round of one peer, as its own process saw it.
 *
 * @param rows received, or stored
 * @param nanos elapsed
 * @param allocated bytes, over all threads of the process; -1 where nothing tells
 * @param cpuNanos CPU time of the process
 * @param peakHeap the most bytes of heap in use at a time; -1 where nothing tells
 */
public record Measurement(long rows, long nanos, long allocated, long cpuNanos, long peakHeap) {

    private static final int NUMBERS = 5;

    /** What {@link #parse} reads. */
    public String line() {
        return rows + " " + nanos + " " + allocated + " " + cpuNanos + " " + peakHeap;
    }

    /** Reads a {@link #line()}. */
    public static Measurement parse(String line) {
        String[] parts = line.split(" ");
        if (parts.length != NUMBERS) {
            throw new IllegalArgumentException("expected " + NUMBERS + " numbers, got " + parts.length);
        }
        return new Measurement(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                Long.parseLong(parts[3]), Long.parseLong(parts[4]));
    }
}
