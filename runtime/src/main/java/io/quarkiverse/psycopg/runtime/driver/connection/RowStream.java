package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * from the server as far as there is room for two batches. Cancelling ends the statement on the server.
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
    private final class Rows extends Emission<T> implements StreamQuery.Consumer {

        private static final long serialVersionUID = 1L;

        private final transient Queue<List<Row>> batches = new ConcurrentLinkedQueue<>();
        private transient StreamQuery exchange;

        private boolean submitted;
        private long produced;
        private volatile long consumed;
        private volatile boolean ended;
        private transient volatile PgException failure;
        private transient List<Row> current = List.of();
        private int position;

        private Rows(MultiSubscriber<? super T> subscriber) {
            super(subscriber);
        }

        @Override
        protected void requested() {
            session.run(this::submitOnce);
        }

        private void submitOnce() {
            if (!submitted && !isOver()) {
                submitted = true;
                exchange.expectsAnswer();
                session.submit(exchange);
            }
        }

        @Override
        protected void cancelled() {
            session.run(this::stopExchange);
        }

        private void stopExchange() {
            if (submitted) {
                exchange.stop();
                session.stop(exchange);
            }
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

        @Override
        protected void drain() {
            while (!isOver()) {
                // Read before the batches: one that arrives in between schedules another round.
                boolean last = ended;
                if (position == current.size() && !nextBatch()) {
                    if (last) {
                        finish(failure);
                    }
                    break;
                }
                if (!hasDemand()) {
                    break;
                }
                emitMapped(current.get(position++));
            }
            if (isOver()) {
                batches.clear();
                current = List.of();
                position = 0;
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

        private void emitMapped(Row row) {
            T value;
            try {
                value = mapper.map(row);
            } catch (RuntimeException e) {
                finish(e);
                session.run(this::stopExchange);
                return;
            }
            emit(value);
        }
    }
}
