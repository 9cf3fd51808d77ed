package io.quarkiverse.psycopg.runtime.replication;

/**
 * Where an observer runs.
 */
public enum ObserverThread {
    /** On the stream's event loop: it must not block. */
    EVENT_LOOP,
    /** On a worker thread. */
    WORKER,
    /** On a virtual thread, where the JVM has them. */
    VIRTUAL
}
