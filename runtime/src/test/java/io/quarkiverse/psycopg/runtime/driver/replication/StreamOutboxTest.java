package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.replication.TransactionInfo;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;

/** Changes between the connection and their consumer, without either. */
class StreamOutboxTest {

    private static final TransactionInfo INFO = TransactionInfo.of(1, Lsn.of(50), Instant.EPOCH);

    private final List<String> told = new ArrayList<>();
    private final StreamOutbox outbox = new StreamOutbox(new StreamOutbox.Owner() {
        @Override
        public void subscribed() {
            told.add("subscribed");
        }

        @Override
        public void cancelled() {
            told.add("cancelled");
        }

        @Override
        public void drained() {
            told.add("drained");
        }

        @Override
        public void acknowledged(Lsn end) {
            told.add("acknowledged " + end);
        }
    }, 10_000);

    @BeforeEach
    void open() {
        outbox.open();
    }

    private void begin() {
        outbox.add(new TransactionBegin(Lsn.of(50), INFO), 10);
    }

    private Change change(int number) {
        Change change = new LogicalMessage(Lsn.of(number), Optional.of(INFO), "p", Buffer.buffer());
        outbox.add(change, 10);
        return change;
    }

    private void commit() {
        outbox.add(new TransactionCommit(Lsn.of(50), INFO, Lsn.of(60)), 10);
    }

    @Test
    void nothingIsHandedOnBeforeItIsFlushed() {
        AssertSubscriber<Change> subscriber = outbox.changes().subscribe().withSubscriber(AssertSubscriber.create(10));
        Change change = change(1);
        assertThat(subscriber.getItems()).isEmpty();
        outbox.flush();
        assertThat(subscriber.getItems()).containsExactly(change);
    }

    /** More than one batch holds, in whatever portions they are asked for. */
    @Test
    void allAreHandedOnInOrder() {
        AssertSubscriber<Change> subscriber = outbox.changes().subscribe().withSubscriber(AssertSubscriber.create());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            changes.add(change(i));
            if (i % 300 == 0) {
                outbox.flush();
            }
        }
        outbox.flush();
        for (int asked = 0; asked < 1_000; asked += 7) {
            assertThat(subscriber.getItems()).hasSize(asked);
            subscriber.request(7);
        }
        assertThat(subscriber.getItems()).containsExactlyElementsOf(changes);
    }

    @Test
    void aFullOneTellsWhenThereIsRoom() {
        AssertSubscriber<Change> subscriber = outbox.changes().subscribe().withSubscriber(AssertSubscriber.create());
        for (int i = 0; i < 100; i++) {
            change(i);
        }
        outbox.flush();
        assertThat(outbox.blocks()).isTrue();
        subscriber.request(10);
        assertThat(told).doesNotContain("drained");
        subscriber.request(50);
        assertThat(told).containsOnlyOnce("drained");
        assertThat(outbox.blocks()).isFalse();
    }

    @Test
    void transactionsAreWhole() {
        AssertSubscriber<ChangeTransaction> subscriber = outbox.transactions().subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        begin();
        Change first = change(1);
        outbox.flush();
        assertThat(subscriber.getItems()).isEmpty();
        Change second = change(2);
        commit();
        outbox.flush();
        assertThat(subscriber.getItems()).singleElement()
                .satisfies(transaction -> assertThat(transaction.changes()).containsExactly(first, second));
        subscriber.getItems().get(0).ack();
        assertThat(told).contains("acknowledged 0/3C");
    }

    @Test
    void whoSubscribesBeforeItIsOpenGetsWhatComesAfterwards() {
        StreamOutbox[] later = new StreamOutbox[1];
        later[0] = new StreamOutbox(new StreamOutbox.Owner() {
            @Override
            public void subscribed() {
                later[0].open();
            }

            @Override
            public void cancelled() {
            }

            @Override
            public void drained() {
            }

            @Override
            public void acknowledged(Lsn end) {
            }
        }, 10_000);
        AssertSubscriber<Change> subscriber = later[0].changes().subscribe().withSubscriber(AssertSubscriber.create(10));
        later[0].add(new TransactionBegin(Lsn.of(50), INFO), 10);
        later[0].flush();
        assertThat(subscriber.getItems()).hasSize(1);
        later[0].end(null);
        subscriber.assertCompleted();
    }

    /** It would be a part of a transaction, and acknowledging it would lose the other part. */
    @Test
    void whatAConsumerLeavesBehindIsNotForTheNextOne() {
        AssertSubscriber<Change> first = outbox.changes().subscribe().withSubscriber(AssertSubscriber.create(2));
        begin();
        change(1);
        change(2);
        outbox.flush();
        assertThat(first.getItems()).hasSize(2);
        first.cancel();
        AssertSubscriber<ChangeTransaction> next = outbox.transactions().subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        change(3);
        commit();
        outbox.flush();
        assertThat(next.getItems()).isEmpty();
        outbox.open();
        begin();
        Change again = change(1);
        commit();
        outbox.flush();
        assertThat(next.getItems()).singleElement()
                .satisfies(transaction -> assertThat(transaction.changes()).containsExactly(again));
    }
}
