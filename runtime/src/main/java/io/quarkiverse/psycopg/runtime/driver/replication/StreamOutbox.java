package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.replication.TransactionInfo;
import io.quarkiverse.psycopg.replication.TransactionPrepare;
import io.quarkiverse.psycopg.runtime.driver.connection.Emission;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Changes on their way from the connection to the one consumer, which takes them one by one or as whole transactions. Filled by
 * one thread at a time; emptied on the consumer's context, as far as it asks.
 */
final class StreamOutbox {

    /** What the stream does for its consumer. Any thread. */
    interface Owner {

        /** A consumer has come. */
        void subscribed();

        /** The consumer has gone. */
        void cancelled();

        /** The consumer has taken so much that there is room again. */
        void drained();

        /** The consumer is done with the transaction that ends here. */
        void acknowledged(Lsn end);
    }

    /** What a change takes beside its bytes, roughly. */
    private static final long OVERHEAD = 128;

    private final Owner owner;
    private final long bound;
    private final ChangeQueue queue = new ChangeQueue();
    private final AtomicLong buffered = new AtomicLong();
    private final AtomicReference<Consuming<?>> consuming = new AtomicReference<>();
    private volatile boolean paused;
    private volatile boolean blocked;
    /**
     * Whether changes may be added and taken. When a consumer has gone or was ended, what is left may begin in the middle of a
     * transaction; it comes again after the next {@link #open}.
     */
    private volatile boolean open;
    /** What was added and is not handed on yet, of the thread that fills. */
    private long unflushed;

    StreamOutbox(Owner owner, long bound) {
        this.owner = owner;
        this.bound = bound;
    }

    Multi<ChangeTransaction> transactions() {
        return multi(subscriber -> new Whole(subscriber));
    }

    Multi<Change> changes() {
        return multi(subscriber -> new Single(subscriber));
    }

    boolean hasConsumer() {
        return consuming.get() != null;
    }

    /** Adds a change that took so many bytes; {@link #flush} hands it on. Of the thread that fills. */
    void add(Change change, long bytes) {
        if (open) {
            queue.add(change, bytes + OVERHEAD);
            unflushed += bytes + OVERHEAD;
        }
    }

    /**
     * Whether more is kept than should be. If so, {@link Owner#drained} follows when there is room again, possibly before this
     * returns.
     */
    boolean blocks() {
        if (!isFull()) {
            return false;
        }
        blocked = true;
        // the consumer may have made room before it could see the flag
        if (!isFull()) {
            blocked = false;
            return false;
        }
        return true;
    }

    private boolean isFull() {
        return buffered.get() > bound;
    }

    /** Hands on what was added, as far as it is asked for. Of the thread that fills. */
    void flush() {
        if (unflushed > 0) {
            buffered.addAndGet(unflushed);
            unflushed = 0;
            queue.publish();
        }
        schedule();
    }

    private void schedule() {
        Consuming<?> consumer = consuming.get();
        if (consumer != null) {
            consumer.schedule();
        }
    }

    void pause(boolean value) {
        paused = value;
        schedule();
    }

    boolean isPaused() {
        return paused;
    }

    /** Forgets all that was not taken; changes may come. While nobody adds. */
    void open() {
        queue.clear();
        buffered.set(0);
        unflushed = 0;
        open = true;
    }

    /** Ends the consumer: with a failure, or in order. */
    void end(Throwable failureOrNull) {
        open = false;
        Consuming<?> consumer = consuming.getAndSet(null);
        if (consumer != null) {
            consumer.end(failureOrNull);
        }
    }

    private <T> Multi<T> multi(Function<MultiSubscriber<? super T>, Consuming<T>> maker) {
        return new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super T> subscriber) {
                Consuming<T> consumer = maker.apply(subscriber);
                if (!consuming.compareAndSet(null, consumer)) {
                    Subscriptions.fail(subscriber, new ProgrammingException("the replication stream has a consumer already: its"
                            + " observers, or another subscriber"));
                    return;
                }
                subscriber.onSubscribe(consumer);
                if (!consumer.isOver()) {
                    owner.subscribed();
                }
            }
        };
    }

    /** The one subscription. */
    private abstract class Consuming<T> extends Emission<T> {

        private static final long serialVersionUID = 1L;

        private volatile boolean ended;
        private transient volatile Throwable failure;
        /** Made with the first change that is taken: what a former consumer left is forgotten by then. */
        private transient ChangeQueue.Taker taker;

        private Consuming(MultiSubscriber<? super T> subscriber) {
            super(subscriber);
        }

        /** Takes a change; emits what is to be emitted now. */
        abstract void take(Change change);

        @Override
        protected void cancelled() {
            if (consuming.get() == this) {
                open = false;
            }
            if (consuming.compareAndSet(this, null)) {
                owner.cancelled();
            }
        }

        private void end(Throwable failureOrNull) {
            failure = failureOrNull;
            ended = true;
            schedule();
        }

        @Override
        protected void drain() {
            while (!ended && !paused && open && hasDemand()) {
                if (taker == null) {
                    taker = queue.taker();
                }
                Change change = taker.poll();
                if (change == null) {
                    break;
                }
                buffered.addAndGet(-taker.lastSize());
                take(change);
            }
            if (blocked && !isFull()) {
                blocked = false;
                owner.drained();
            }
            if (ended) {
                finish(failure);
            }
        }
    }

    private final class Single extends Consuming<Change> {

        private static final long serialVersionUID = 1L;

        private Single(MultiSubscriber<? super Change> subscriber) {
            super(subscriber);
        }

        @Override
        void take(Change change) {
            emit(change);
        }
    }

    private final class Whole extends Consuming<ChangeTransaction> {

        private static final long serialVersionUID = 1L;

        private final transient Consumer<Lsn> acknowledge = owner::acknowledged;
        private transient List<Change> open = new ArrayList<>();

        private Whole(MultiSubscriber<? super ChangeTransaction> subscriber) {
            super(subscriber);
        }

        @Override
        void take(Change change) {
            if (change instanceof TransactionBegin) {
                open = new ArrayList<>();
            } else if (Ends.standsAlone(change)) {
                emit(new Delivery(change.transaction(), List.of(change), Ends.of(change).orElseThrow(), acknowledge));
            } else if (change instanceof TransactionCommit || change instanceof TransactionPrepare) {
                List<Change> changes = open;
                if (change instanceof TransactionPrepare) {
                    changes.add(change);
                }
                open = new ArrayList<>();
                Optional<TransactionInfo> info = change.transaction();
                emit(new Delivery(info, Collections.unmodifiableList(changes), Ends.of(change).orElseThrow(), acknowledge));
            } else {
                open.add(change);
            }
        }
    }
}
