package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.quarkiverse.psycopg.replication.ReplicationPositions;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * What a logical stream has received and what of it is acknowledged. Every position only grows, as unsigned numbers.
 * <p>
 * A transaction is <em>open</em> between its begin and its end, then <em>outstanding</em> until it is acknowledged. Confirmed
 * is the end of the last transaction of which, with all before it, nothing is outstanding. A keepalive moves it on only if
 * nothing is open or outstanding: then all that the server had up to there was nothing for this stream. Outstanding
 * transactions survive a lost connection, since their consumer does; they do not come again as long as the process lives.
 * <p>
 * No I/O; may be used from any thread.
 */
public final class PositionTracker {

    private static final class Outstanding {
        private final Lsn end;
        private final Instant since;
        private boolean acknowledged;

        private Outstanding(Lsn end, Instant since) {
            this.end = end;
            this.since = since;
        }
    }

    private final Clock clock;
    private final Deque<Outstanding> outstanding = new ArrayDeque<>();
    private boolean open;
    /** The bits of these two: they move on with every message. */
    private long received;
    private long serverEnd;
    private Lsn confirmed = Lsn.INVALID;
    private Lsn handedOver = Lsn.INVALID;

    public PositionTracker(Clock clock) {
        this.clock = clock;
    }

    /** Begins at the position that the slot has confirmed. */
    public synchronized void startAt(Lsn confirmedFlush) {
        confirmed = confirmed.max(confirmedFlush);
        handedOver = handedOver.max(confirmed);
        received(confirmed.value());
    }

    /** Data has come; {@code walEnd} is the end of the log that came with it. Both are the bits of positions. */
    public synchronized void data(long dataStart, long walEnd) {
        received(dataStart);
        serverEnd(walEnd);
    }

    private void received(long position) {
        received = Long.compareUnsigned(received, position) < 0 ? position : received;
    }

    private void serverEnd(long position) {
        serverEnd = Long.compareUnsigned(serverEnd, position) < 0 ? position : serverEnd;
    }

    /** A transaction begins. */
    public synchronized void begin() {
        open = true;
    }

    /**
     * A transaction, or something that stands for itself, has ended and is handed to the consumer.
     *
     * @return false if it was handed over before, or is confirmed: it is to be dropped then
     */
    public synchronized boolean end(Lsn endPosition) {
        open = false;
        received(endPosition.value());
        if (!endPosition.isAfter(handedOver)) {
            return false;
        }
        handedOver = endPosition;
        outstanding.add(new Outstanding(endPosition, clock.instant()));
        return true;
    }

    /** Whether what stands at this position was handed over before, as after a lost connection. */
    public synchronized boolean wasHandedOver(Lsn position) {
        return position.isBefore(handedOver);
    }

    /**
     * The consumer is done with the transaction that ends here.
     *
     * @return whether the confirmed position has moved
     */
    public synchronized boolean acknowledge(Lsn endPosition) {
        for (Outstanding entry : outstanding) {
            if (entry.end.equals(endPosition)) {
                entry.acknowledged = true;
            }
        }
        return settle();
    }

    /**
     * The consumer is done with everything that ends here or before.
     *
     * @return whether the confirmed position has moved
     */
    public synchronized boolean acknowledgeThrough(Lsn endPosition) {
        for (Outstanding entry : outstanding) {
            if (!entry.end.isAfter(endPosition)) {
                entry.acknowledged = true;
            }
        }
        return settle();
    }

    private boolean settle() {
        boolean moved = false;
        while (!outstanding.isEmpty() && outstanding.peek().acknowledged) {
            confirmed = confirmed.max(outstanding.poll().end);
            moved = true;
        }
        return moved;
    }

    /**
     * A keepalive has come, behind all data that was sent before it.
     *
     * @return whether the confirmed position has moved
     */
    public synchronized boolean keepalive(Lsn walEnd) {
        serverEnd(walEnd.value());
        if (open || !outstanding.isEmpty() || !walEnd.isAfter(confirmed)) {
            return false;
        }
        received(walEnd.value());
        confirmed = walEnd;
        return true;
    }

    /** The connection was lost: a transaction that was open comes again from its beginning. */
    public synchronized void connectionLost() {
        open = false;
    }

    /** The consumer has given up what it holds: all that is not confirmed is to come again. */
    public synchronized void restart() {
        open = false;
        outstanding.clear();
        handedOver = confirmed;
    }

    public synchronized Lsn confirmed() {
        return confirmed;
    }

    public synchronized ReplicationPositions positions() {
        return new ReplicationPositions(Lsn.of(received), confirmed, Lsn.of(serverEnd));
    }

    /** Number of transactions that are handed over and not acknowledged. */
    public synchronized int outstanding() {
        return outstanding.size();
    }

    /** Age of the oldest transaction that is not acknowledged; zero where there is none. */
    public synchronized Duration lag() {
        return Optional.ofNullable(outstanding.peek()).map(entry -> Duration.between(entry.since, clock.instant()))
                .orElse(Duration.ZERO);
    }
}
