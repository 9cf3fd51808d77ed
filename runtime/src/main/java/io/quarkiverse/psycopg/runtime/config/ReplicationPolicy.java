package io.quarkiverse.psycopg.runtime.config;

/**
 * What happens when an observer of changes fails.
 */
public enum ReplicationPolicy {

    /** It gets the change again, after a pause that grows. */
    RETRY,

    /** The stream ends. */
    STOP,

    /** The change goes to the observers of failed changes, or into the log, and the stream goes on. */
    SKIP
}
