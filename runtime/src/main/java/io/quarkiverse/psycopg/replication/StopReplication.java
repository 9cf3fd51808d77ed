package io.quarkiverse.psycopg.replication;

/**
 * Thrown by a consumer to leave {@link ReplicationCursor#consumeStream}. No failure: it carries no stack.
 */
public final class StopReplication extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StopReplication() {
        super("stop replication", null, false, false);
    }
}
