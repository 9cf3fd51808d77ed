package io.quarkiverse.psycopg.replication;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.psycopg.AdaptationScope;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A logical replication stream that is kept running: it connects again after a loss, from the confirmed position; it waits
 * while another instance uses its slot; it never makes a new slot in place of a lost one.
 * <p>
 * A stream has one consumer: the observers of {@link PgReplication}, or one subscriber of {@link #transactions()} or
 * {@link #changes()}. Delivery is at least once: what was acknowledged does not come again, what follows it may.
 * <p>
 * Values are read by the typecasters of all databases and, before them, by those that were registered with this stream; a
 * configured stream has those of its database. Registering while the stream runs holds for the rows that come afterwards.
 */
public interface ReplicationStream extends AdaptationScope {

    /** The stream's name in the configuration. */
    String name();

    /** The slot that it reads. */
    String slot();

    /**
     * Transactions as they are asked for; each is to be {@link ChangeTransaction#ack() acknowledged}. Subscribing starts the
     * stream where it does not run; cancelling stops it. It fails when the stream cannot go on. A second subscriber, or one
     * beside observers, fails with a ProgrammingException.
     */
    Multi<ChangeTransaction> transactions();

    /**
     * Changes one by one as they are asked for, with the boundaries of their transactions. A transaction is acknowledged
     * through {@link #acknowledge(Lsn)} with its commit's end position. For transactions that are too large to be held in
     * memory.
     */
    Multi<Change> changes();

    /** Acknowledges all transactions that end at or before this position. Only what has been handed over counts. */
    void acknowledge(Lsn endPosition);

    /** Starts it where it is stopped or failed. Completes when the server streams, or fails with what prevents it for good. */
    Uni<Void> start();

    /** Tells the server what was acknowledged, and nothing else, and ends the connection. */
    Uni<Void> stop();

    /** Stops handing over; the connection stays, and the server is still answered. */
    void pause();

    /** Hands over again after {@link #pause()}. */
    void resume();

    /** Where the stream is in its life, as of now. */
    ReplicationState state();

    /** Why it is FAILED or RETRYING. */
    Optional<Throwable> failure();

    /** How far it is, as of now. */
    ReplicationPositions positions();

    /** The age of the oldest transaction that has been received and not been acknowledged; zero where there is none. */
    Duration lag();

    /** What the server says of the slot, asked over a connection of its own; empty where there is no such slot. */
    Uni<Optional<SlotStatus>> slotStatus();

    /**
     * Has the composite types of the database described anew before the next change that has a value of one. Attributes
     * that are added or dropped are noticed without it, as far as the values show them; a renamed one shows in no value.
     */
    void forgetTypes();
}
