package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.StreamQuery;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * A Multi of a statement's rows: the statement runs from the first request on, one execution per subscription; rows are read
 * from
 * the server as far as there is room for two batches. Cancelling ends the statement on the server.
 *
 * @param <T> what a row becomes, on the subscriber's context
 */
public final class RowStream<T> extends AbstractMulti<T> {

    private final Session session;
    private final Function<StreamQuery.Consumer, StreamQuery> operation;
    private final RowMapper<? extends T> mapper;

    /** @param operation makes the exchange of one subscription; what it throws becomes the failure */
    public RowStream(Session session, Function<StreamQuery.Consumer, StreamQuery> operation, RowMapper<? extends T> mapper) {
        this.session = session;
        this.operation = operation;
        this.mapper = mapper;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> subscriber) {
        Rows rows = new Rows(subscriber);
        try {
            rows.exchange = operation.apply(rows);
        } catch (RuntimeException e) {
            Subscriptions.fail(subscriber, e instanceof PgException ? e : new InternalException(e.getMessage(), e));
            return;
        }
        subscriber.onSubscribe(rows);
    }

    /** One subscription: batches come from the event loop, rows leave on the subscriber's context. */
    private final class Rows extends AtomicInteger implements Subscription, StreamQuery.Consumer, Runnable {

        private static final long serialVersionUID = 1L;

        private final transient MultiSubscriber<? super T> subscriber;
        private final transient CallerContext caller = CallerContext.current();
        private final transient Queue<List<Row>> batches = new ConcurrentLinkedQueue<>();
        private final AtomicLong requested = new AtomicLong();
        private transient StreamQuery exchange;

        private boolean submitted;
        private long produced;
        private volatile long consumed;
        private volatile boolean cancelled;
        private volatile boolean ended;
        private transient volatile PgException failure;
        private transient List<Row> current = List.of();
        private int position;

        private Rows(MultiSubscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                cancel();
                subscriber.onFailure(Subscriptions.getInvalidRequestException());
                return;
            }
            Subscriptions.add(requested, n);
            session.run(this::submitOnce);
            schedule();
        }

        private void submitOnce() {
            if (!submitted && !cancelled) {
                submitted = true;
                exchange.expectsAnswer();
                session.submit(exchange);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            session.run(() -> {
                if (submitted) {
                    exchange.stop();
                    session.stop(exchange);
                }
            });
        }

        @Override
        public void rows(List<Row> rows) {
            produced += rows.size();
            batches.add(rows);
            schedule();
        }

        @Override
        public boolean hasRoom(int rows) {
            return produced - consumed <= rows;
        }

        @Override
        public void ended(PgException cause) {
            failure = cause;
            ended = true;
            schedule();
        }

        private void schedule() {
            if (getAndIncrement() == 0) {
                caller.run(this);
            }
        }

        @Override
        public void run() {
            int missed = 1;
            while (missed != 0) {
                drain();
                missed = addAndGet(-missed);
            }
        }

        private void drain() {
            long demand = requested.get();
            long emitted = 0;
            while (!cancelled) {
                boolean last = ended;
                if (position == current.size() && !nextBatch()) {
                    if (last) {
                        terminate();
                    }
                    break;
                }
                if (emitted == demand) {
                    break;
                }
                emit(current.get(position++));
                emitted++;
            }
            if (cancelled) {
                batches.clear();
                current = List.of();
                position = 0;
            }
            if (emitted > 0) {
                Subscriptions.produced(requested, emitted);
            }
        }

        private boolean nextBatch() {
            List<Row> next = batches.poll();
            if (!current.isEmpty()) {
                consumed += current.size();
                session.run(() -> session.wake(exchange));
            }
            position = 0;
            current = next == null ? List.of() : next;
            return next != null;
        }

        private void emit(Row row) {
            T value;
            try {
                value = mapper.map(row);
            } catch (RuntimeException e) {
                cancel();
                subscriber.onFailure(e);
                return;
            }
            subscriber.onItem(value);
        }

        private void terminate() {
            cancelled = true;
            if (failure != null) {
                subscriber.onFailure(failure);
            } else {
                subscriber.onCompletion();
            }
        }
    }
}
