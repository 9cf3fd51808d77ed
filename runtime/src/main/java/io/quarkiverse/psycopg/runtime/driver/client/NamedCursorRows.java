package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * A Multi of the rows of a cursor on the server: a batch is fetched when one is asked for, and one more, while the present one
 * is consumed, as long as more is asked for than that one holds. Rows that were fetched and not taken stay with the cursor.
 *
 * @param <T> what a row becomes, on the subscriber's context
 */
final class NamedCursorRows<T> extends AbstractMulti<T> {

    private final NamedCursor cursor;
    private final RowMapper<? extends T> mapper;

    NamedCursorRows(NamedCursor cursor, RowMapper<? extends T> mapper) {
        this.cursor = cursor;
        this.mapper = mapper;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> subscriber) {
        try {
            cursor.requireOpen();
        } catch (PgException e) {
            Subscriptions.fail(subscriber, e);
            return;
        }
        subscriber.onSubscribe(new Rows(subscriber));
    }

    /** One subscription. {@link #run} is entered by one thread at a time. */
    private final class Rows extends AtomicInteger implements Subscription, Completion<ResultSet>, Runnable {

        private static final long serialVersionUID = 1L;

        private final transient MultiSubscriber<? super T> subscriber;
        private final transient CallerContext caller = CallerContext.current();
        private final AtomicLong requested = new AtomicLong();
        private transient volatile Exchange fetching;
        private transient volatile PgException failure;
        /** Whether the failure is this side's own: nothing was sent, and the cursor stays as it is. */
        private volatile boolean refused;
        private volatile boolean cancelled;

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
            schedule();
        }

        /** A batch that is on its way is kept for whoever goes on; one that takes long is cancelled on the server. */
        @Override
        public void cancel() {
            cancelled = true;
            Exchange running = fetching;
            if (running != null) {
                cursor.session().stop(running);
            }
        }

        @Override
        public void completed(ResultSet batch) {
            fetching = null;
            schedule();
        }

        @Override
        public void failed(PgException cause) {
            failure = cause;
            fetching = null;
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
            while (!cancelled && emitted < demand) {
                // Read before the rows: a batch that arrives in between schedules another round.
                boolean arriving = fetching != null;
                PgException cause = failure;
                Row row = cursor.turns().locked(cursor::nextFetched);
                if (row == null) {
                    endOrFetch(arriving, cause);
                    break;
                }
                emitted++;
                emit(row);
                readAhead(demand - emitted);
            }
            if (emitted > 0) {
                Subscriptions.produced(requested, emitted);
            }
        }

        private void endOrFetch(boolean arriving, PgException cause) {
            if (cause != null) {
                cancelled = true;
                if (!refused) {
                    cursor.turns().locked(cursor::failed);
                }
                subscriber.onFailure(cause);
            } else if (!arriving && cursor.turns().locked(cursor::isAtEnd)) {
                cancelled = true;
                subscriber.onCompletion();
            } else if (!arriving) {
                fetch();
            }
        }

        /** Behind the row: whoever has seen enough with it has nothing fetched in vain. */
        private void readAhead(long demand) {
            if (!cancelled && fetching == null && failure == null && cursor.turns().locked(() -> cursor.wantsBatch(demand))) {
                fetch();
            }
        }

        private void fetch() {
            Exchange exchange;
            try {
                exchange = cursor.batch(this);
            } catch (RuntimeException e) {
                refused = true;
                failure = e instanceof PgException known ? known : new InternalException(e.getMessage(), e);
                schedule();
                return;
            }
            fetching = exchange;
            cursor.session().submit(exchange);
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
    }
}
