package io.quarkiverse.psycopg.replication;

/**
 * What a {@link ReplicationStream} may do about its slot and publication.
 */
public enum SlotPolicy {
    /** Slot and publication must be there: a missing one is an error. The choice where no change may be missed. */
    REQUIRE,
    /**
     * What is missing when the stream first starts is created. A slot that goes missing later is an error; but an application
     * that is restarted cannot tell a slot that was lost from one that never was.
     */
    CREATE,
    /** A slot that lives as long as the connection. Changes during a loss are missed, which {@link SlotLost} says. */
    TEMPORARY,
    /** As CREATE, and the slot is dropped when the stream is stopped in order. */
    DROP_ON_STOP
}
