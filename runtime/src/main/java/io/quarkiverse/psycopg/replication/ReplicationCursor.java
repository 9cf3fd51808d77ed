package io.quarkiverse.psycopg.replication;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A running replication stream (psycopg2's {@code ReplicationCursor} after {@code start_replication}). Messages are read from
 * the network as they are asked for; the status timer runs independently of that, so that a slow reader does not run into the
 * server's {@code wal_sender_timeout}. A server that asks for an answer gets one at once. One reader at a time.
 */
public interface ReplicationCursor {

    /** The next message. It waits for it; a stream that has ended is an OperationalException. Cancelling it loses nothing. */
    Uni<ReplicationMessage> readMessage();

    /** A message that has been received already; it does not wait. */
    Optional<ReplicationMessage> poll();

    /** Messages for as long as the subscriber asks for them; cancelling leaves the stream running, for a later reader. */
    Multi<ReplicationMessage> messages();

    /**
     * Hands every message to the consumer, one after the other, each after the former's Uni has completed.
     *
     * @return completes when the consumer throws, or fails with, {@link StopReplication}; any other failure of it is passed on.
     *         The stream goes on in both cases and can be read further
     */
    Uni<Void> consumeStream(Function<ReplicationMessage, Uni<Void>> consumer);

    /** Tells the server of positions. */
    Uni<Void> sendFeedback(Feedback feedback);

    /** The end of the server's log as last told. */
    Lsn walEnd();

    /** When the server was last heard of; empty before the first message. */
    Optional<Instant> ioTimestamp();

    /** When a status message was last sent. */
    Optional<Instant> feedbackTimestamp();

    /** Whether the stream still runs. */
    boolean isActive();

    /** Ends the stream in order, after telling the positions; the connection is then free for other commands. */
    Uni<Void> stop();
}
