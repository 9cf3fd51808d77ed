package io.quarkiverse.psycopg.benchmarks.client;

/** Where values that were read go, so that no compiler finds the reading useless. Used by one thread at a time. */
final class Sink {

    private long sum;

    void take(long value) {
        sum += value;
    }

    void take(double value) {
        sum += Double.doubleToRawLongBits(value);
    }

    void take(Object value) {
        sum += value.hashCode();
    }

    /** What came of all values. */
    long sum() {
        return sum;
    }
}
