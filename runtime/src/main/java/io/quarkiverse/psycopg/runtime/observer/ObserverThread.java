package io.quarkiverse.psycopg.runtime.observer;

/**
 * Where an observer runs.
 */
public enum ObserverThread {
    /** On an event loop: it must not block. */
    EVENT_LOOP,
    /** On a worker thread. */
    WORKER,
    /** On a virtual thread, where the JVM has them. */
    VIRTUAL
}
