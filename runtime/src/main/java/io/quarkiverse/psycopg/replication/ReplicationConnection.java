package io.quarkiverse.psycopg.replication;

import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * A connection that speaks the replication protocol (psycopg2's {@code LogicalReplicationConnection} and
 * {@code PhysicalReplicationConnection}). While a stream runs nothing else can: other operations then fail with a
 * {@link io.quarkiverse.psycopg.error.ProgrammingException}. Every Uni is lazy; any thread.
 */
public interface ReplicationConnection {

    /** What it was opened as. */
    ReplicationType type();

    /** The server's version as a number, 180006 for 18.6. */
    int serverVersion();

    /** IDENTIFY_SYSTEM. */
    Uni<SystemIdentity> identifySystem();

    /** CREATE_REPLICATION_SLOT. An option that the server's version has not is a NotSupportedException that says since when. */
    Uni<CreatedSlot> createSlot(SlotOptions options);

    /** ALTER_REPLICATION_SLOT (PostgreSQL 17): an empty Optional leaves that property as it is. */
    Uni<Void> alterSlot(String name, Optional<Boolean> failover, Optional<Boolean> twoPhase);

    /** READ_REPLICATION_SLOT (PostgreSQL 15), for physical slots; empty if there is no such slot. */
    Uni<Optional<SlotPosition>> readSlot(String name);

    /** DROP_REPLICATION_SLOT. With {@code wait} it waits until the slot is no longer in use. */
    Uni<Void> dropSlot(String name, boolean wait);

    /** TIMELINE_HISTORY. */
    Uni<TimelineHistory> timelineHistory(long timeline);

    /** Starts a stream; the Uni gives it when the server has agreed. */
    Uni<ReplicationCursor> startReplication(StartOptions options);

    /** Starts a stream by a START_REPLICATION command of the caller's own. */
    Uni<ReplicationCursor> startReplicationExpert(String command);

    /**
     * Runs SQL by the simple query protocol; columns are text, NULL is an empty Optional. On a physical connection the server
     * refuses all but SHOW.
     */
    Uni<List<List<Optional<String>>>> query(String sql);

    /** Whether this connection can no longer be used: closed or lost. */
    boolean isClosed();

    /** Ends the connection, and with it a stream that runs and temporary slots. Repeated calls are without effect. */
    Uni<Void> close();
}
