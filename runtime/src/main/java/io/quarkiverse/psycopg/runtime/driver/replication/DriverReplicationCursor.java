package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.Feedback;
import io.quarkiverse.psycopg.replication.ReplicationCursor;
import io.quarkiverse.psycopg.replication.ReplicationMessage;
import io.quarkiverse.psycopg.replication.StopReplication;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;

/**
 * A running stream that is read message by message. What has come and was not asked for is kept up to a bound; beyond it
 * nothing is read from the socket.
 */
final class DriverReplicationCursor implements ReplicationCursor, WalStream.Owner {

    /** Bytes of messages that are kept before reading pauses. */
    private static final long BUFFER_BYTES = 1 << 20;
    /** What a message takes beside its payload, roughly: many empty ones count too. */
    private static final long MESSAGE_OVERHEAD = 64;

    /** It ended in order: no failure to those who read to the end. */
    private static final class Ended extends OperationalException {
        private static final long serialVersionUID = 1L;

        private Ended() {
            super("the replication stream has ended");
        }
    }

    private final Session session;
    private final Clock clock;
    private final Runnable onEnd;
    private final WalStream stream;
    private final FeedbackPositions positions = new FeedbackPositions();
    private final Queue<ReplicationMessage> messages = new ConcurrentLinkedQueue<>();
    private final AtomicLong buffered = new AtomicLong();
    /** On the event loop only. */
    private final List<UniEmitter<? super Void>> stoppers = new ArrayList<>();
    private UniEmitter<? super DriverReplicationCursor> starter;
    private Read reader;
    private volatile PgException end;
    private volatile boolean active;
    private volatile Instant ioTimestamp;
    private volatile Instant feedbackTimestamp;

    /** A read that waits. */
    private final class Read {
        private final CallerContext caller = CallerContext.current();
        private final UniEmitter<? super ReplicationMessage> emitter;
        private final AtomicBoolean done = new AtomicBoolean();

        private Read(UniEmitter<? super ReplicationMessage> emitter) {
            this.emitter = emitter;
            emitter.onTermination(() -> {
                if (done.compareAndSet(false, true)) {
                    session.run(() -> forget(this));
                }
            });
        }
    }

    /** @param onEnd called when the connection is free again */
    DriverReplicationCursor(Session session, Clock clock, String command, Duration statusInterval, Duration longestSilence,
            Runnable onEnd) {
        this.session = session;
        this.clock = clock;
        this.onEnd = onEnd;
        this.stream = new WalStream(session, command, statusInterval, longestSilence, this);
    }

    Uni<ReplicationCursor> start(Duration timeout) {
        return Uni.createFrom().<DriverReplicationCursor> emitter(emitter -> {
            starter = emitter;
            emitter.onTermination(() -> {
                if (!active && end == null) {
                    stream.cancel();
                }
            });
            stream.start(timeout);
        }).map(cursor -> cursor);
    }

    @Override
    public void started() {
        active = true;
        ioTimestamp = clock.instant();
        starter.complete(this);
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        ioTimestamp = clock.instant();
        Lsn start = Lsn.of(LogData.dataStart(array, offset));
        Lsn walEnd = Lsn.of(LogData.walEnd(array, offset));
        positions.data(start, walEnd);
        int size = length - LogData.HEADER;
        Buffer payload = Buffer.buffer(size).appendBytes(array, offset + LogData.HEADER, size);
        messages.add(new ReplicationMessage(start, walEnd, LogData.sendTime(array, offset), payload));
        if (buffered.addAndGet(size + MESSAGE_OVERHEAD) > BUFFER_BYTES) {
            stream.pause();
        }
        serve();
    }

    @Override
    public void keepalive(StreamMessage.Keepalive keepalive) {
        ioTimestamp = clock.instant();
        positions.keepalive(keepalive.walEnd());
    }

    @Override
    public StreamMessage.StatusUpdate status(boolean replyRequested) {
        feedbackTimestamp = clock.instant();
        return positions.status(feedbackTimestamp, replyRequested);
    }

    @Override
    public void ended(PgException failureOrNull) {
        boolean began = active;
        active = false;
        end = failureOrNull == null ? new Ended() : failureOrNull;
        onEnd.run();
        if (!began) {
            starter.fail(end);
        }
        stoppers.forEach(stopper -> {
            if (failureOrNull == null) {
                stopper.complete(null);
            } else {
                stopper.fail(failureOrNull);
            }
        });
        stoppers.clear();
        serve();
    }

    /** Gives the waiting read what there is. On the event loop. */
    private void serve() {
        Read waiting = reader;
        if (waiting == null || messages.isEmpty() && end == null) {
            return;
        }
        reader = null;
        if (!waiting.done.compareAndSet(false, true)) {
            return;
        }
        Optional<ReplicationMessage> next = take();
        PgException failure = end;
        waiting.caller.run(() -> {
            if (next.isPresent()) {
                waiting.emitter.complete(next.get());
            } else {
                waiting.emitter.fail(failure);
            }
        });
    }

    private void forget(Read read) {
        if (reader == read) {
            reader = null;
        }
    }

    private Optional<ReplicationMessage> take() {
        ReplicationMessage next = messages.poll();
        if (next != null && buffered.addAndGet(-next.dataSize() - MESSAGE_OVERHEAD) <= BUFFER_BYTES / 2) {
            session.run(stream::resume);
        }
        return Optional.ofNullable(next);
    }

    @Override
    public Uni<ReplicationMessage> readMessage() {
        return Uni.createFrom().emitter(emitter -> {
            Read read = new Read(emitter);
            session.run(() -> wait(read));
        });
    }

    private void wait(Read read) {
        if (reader != null) {
            read.emitter.fail(new ProgrammingException("a replication stream has one reader at a time"));
        } else {
            reader = read;
            serve();
        }
    }

    @Override
    public Optional<ReplicationMessage> poll() {
        return take();
    }

    @Override
    public Multi<ReplicationMessage> messages() {
        return readMessage().repeat().indefinitely().onFailure(Ended.class).recoverWithCompletion();
    }

    @Override
    public Uni<Void> consumeStream(Function<ReplicationMessage, Uni<Void>> consumer) {
        return readMessage().onItem().transformToUni(message -> consumer.apply(message).replaceWith(message))
                .repeat().indefinitely().onItem().ignoreAsUni()
                .onFailure(failure -> failure instanceof StopReplication || failure instanceof Ended).recoverWithNull();
    }

    @Override
    public Uni<Void> sendFeedback(Feedback feedback) {
        return Uni.createFrom().emitter(emitter -> session.run(() -> {
            if (!active) {
                emitter.fail(end);
                return;
            }
            positions.user(feedback);
            if (feedback.force() || feedback.reply()) {
                stream.sendStatus(feedback.reply());
            }
            emitter.complete(null);
        }));
    }

    @Override
    public Lsn walEnd() {
        return positions.walEnd();
    }

    @Override
    public Optional<Instant> ioTimestamp() {
        return Optional.ofNullable(ioTimestamp);
    }

    @Override
    public Optional<Instant> feedbackTimestamp() {
        return Optional.ofNullable(feedbackTimestamp);
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public Uni<Void> stop() {
        return Uni.createFrom().emitter(emitter -> session.run(() -> {
            if (!active) {
                emitter.complete(null);
            } else {
                stoppers.add(emitter);
                stream.stop();
            }
        }));
    }
}
