package io.quarkiverse.psycopg.benchmarks.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.PgChannel;

/** The channel that is observed. One round at a time. */
@ApplicationScoped
public class Channel {

    private static final String NAME = "bench_observed";
    private static final String SEND = "SELECT count(pg_notify('" + NAME + "', lpad(g::text, 100, 'x')))"
            + " FROM generate_series(1, %s::int4) g";
    private static final int LIMIT_SECONDS = 120;

    @Inject
    PgPool pool;

    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private volatile Round round;
    private volatile int characters;

    /** Counts on one event loop. */
    private static final class Round {

        private final int expected;
        private final int atOnce;
        private final CompletableFuture<Long> end = new CompletableFuture<>();
        private long received;

        private Round(int expected, int atOnce) {
            this.expected = expected;
            this.atOnce = atOnce;
        }
    }

    void begun(@Observes @PgChannel(NAME) Listening event) {
        listening.complete(null);
    }

    void received(@Observes @PgChannel(NAME) Notification notification) {
        Round current = round;
        characters = notification.payload().length();
        current.received++;
        if (current.received == current.expected) {
            current.end.complete(current.received);
        } else if (current.received % current.atOnce == 0) {
            send(current);
        }
    }

    private void send(Round current) {
        pool.execute(SEND, current.atOnce).subscribe().with(sent -> {
        }, current.end::completeExceptionally);
    }

    /**
     * Sends notifications and blocks until all have been observed.
     *
     * @param expected how many
     * @param atOnce by one statement; the next ones when these have come
     */
    long receive(int expected, int atOnce) throws Exception {
        listening.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        round = new Round(expected, atOnce);
        send(round);
        return round.end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
