package io.quarkiverse.psycopg.runtime.replication;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.SlotStatus;
import io.smallrye.mutiny.Uni;

/**
 * One stream's figures: its own, and those of its slot as the server last told them. The server is asked again where somebody
 * looks and the last answer is old; whoever looks does not wait. Warns once of a slot that nobody reads, and of one that is
 * about to be lost. Safe for use from any thread.
 */
public final class StreamFigures {

    private static final Logger LOG = Logger.getLogger(StreamFigures.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final ReplicationStream stream;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Optional<SlotStatus> slot = Optional.empty();
    private volatile long askedAt;
    private volatile boolean asked;
    private volatile String warned = "";

    /** Figures of this stream. */
    public StreamFigures(ReplicationStream stream) {
        this.stream = stream;
    }

    /** The stream. */
    public ReplicationStream stream() {
        return stream;
    }

    /** The slot as last told; empty where it was not told yet, or there is none. */
    public Optional<SlotStatus> slot() {
        if ((!asked || System.nanoTime() - askedAt > FRESH_NANOS) && asking.compareAndSet(false, true)) {
            refresh().subscribe().with(done -> {
            }, failure -> LOG.debugf("replication stream \"%s\": its slot could not be looked at: %s", stream.name(),
                    failure.getMessage()));
        }
        return slot;
    }

    /** Asks the server now. */
    public Uni<Optional<SlotStatus>> refresh() {
        return stream.slotStatus().invoke(told -> {
            slot = told;
            told.ifPresent(this::warn);
        }).onTermination().invoke(() -> {
            asked = true;
            askedAt = System.nanoTime();
            asking.set(false);
        });
    }

    private void warn(SlotStatus told) {
        String problem = problem(told).orElse("");
        if (!problem.equals(warned)) {
            warned = problem;
            if (!problem.isEmpty()) {
                LOG.warnf("replication slot \"%s\" of stream \"%s\" %s (%d bytes are kept for it)", stream.slot(),
                        stream.name(),
                        problem, told.retainedBytes());
            }
        }
    }

    private Optional<String> problem(SlotStatus told) {
        boolean reading = stream.state() != ReplicationState.STOPPED && stream.state() != ReplicationState.FAILED;
        if (told.walStatus().filter(status -> status.equals("unreserved") || status.equals("lost")).isPresent()) {
            return Optional.of("is about to lose WAL that it needs: its wal_status is " + told.walStatus().orElseThrow()
                    + "; let its consumer catch up, or raise max_slot_wal_keep_size");
        }
        return told.active() || reading ? Optional.empty()
                : Optional.of("is inactive, and keeps WAL until the disk is full: start the stream, or run"
                        + " pg_drop_replication_slot('" + stream.slot() + "')");
    }
}
