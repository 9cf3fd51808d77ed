package io.quarkiverse.psycopg.benchmarks;

/** One peer's connection, used by one thread. Methods block until all is done and return the number of rows received. */
interface Client extends AutoCloseable {

    /** Selects rows of {@link Tables#POINT} by {@link Tables#key(long)}. */
    long selectByKey(int operations, int inFlight) throws Exception;

    /** Streams that many rows of {@link Tables#WIDE} and reads every value. */
    long readRows(int rows) throws Exception;

    /** Runs one round. */
    default long run(Workload workload, int operations) throws Exception {
        return switch (workload) {
            case W1 -> selectByKey(operations, 1);
            case W2 -> selectByKey(operations, Workload.IN_FLIGHT);
            case W4 -> readRows(operations);
        };
    }
}
