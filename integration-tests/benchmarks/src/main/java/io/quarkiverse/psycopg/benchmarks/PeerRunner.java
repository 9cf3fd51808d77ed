package io.quarkiverse.psycopg.benchmarks;

import io.quarkiverse.psycopg.benchmarks.workload.Measurement;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** A peer that is ready to run rounds. */
interface PeerRunner extends AutoCloseable {

    /** Runs one round and blocks until it has ended. A failure is an IllegalStateException; the runner is of no use then. */
    Measurement run(Workload workload, int operations, String slot) throws InterruptedException;

    @Override
    void close() throws InterruptedException;
}
