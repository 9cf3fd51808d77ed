package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.types.Lsn;

class PositionTrackerTest {

    private final PositionTracker tracker = new PositionTracker(Clock.systemUTC());

    @Test
    void nothingIsConfirmedBeforeAnAcknowledgement() {
        transaction(100);
        assertThat(tracker.confirmed()).isEqualTo(Lsn.INVALID);
        assertThat(tracker.acknowledge(Lsn.of(100))).isTrue();
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(100));
    }

    @Test
    void anAcknowledgementOutOfOrderWaitsForThoseBeforeIt() {
        transaction(100);
        transaction(200);
        transaction(300);
        assertThat(tracker.acknowledge(Lsn.of(200))).isFalse();
        assertThat(tracker.confirmed()).isEqualTo(Lsn.INVALID);
        tracker.acknowledge(Lsn.of(100));
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(200));
        tracker.acknowledge(Lsn.of(300));
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(300));
        assertThat(tracker.outstanding()).isZero();
    }

    @Test
    void aPositionThatWasNeverHandedOverConfirmsNothing() {
        transaction(100);
        tracker.acknowledge(Lsn.of(150));
        tracker.acknowledge(Lsn.of(-1));
        assertThat(tracker.confirmed()).isEqualTo(Lsn.INVALID);
    }

    @Test
    void acknowledgingThroughTakesAllBefore() {
        transaction(100);
        transaction(200);
        transaction(300);
        tracker.acknowledgeThrough(Lsn.of(250));
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(200));
        assertThat(tracker.outstanding()).isEqualTo(1);
    }

    @Test
    void keepaliveAdvancesOnlyWhenNothingIsOutstanding() {
        assertThat(tracker.keepalive(Lsn.of(50))).isTrue();
        transaction(100);
        assertThat(tracker.keepalive(Lsn.of(500))).isFalse();
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(50));
        tracker.acknowledge(Lsn.of(100));
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(100));
        assertThat(tracker.keepalive(Lsn.of(600))).isTrue();
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(600));
    }

    @Test
    void keepaliveInsideOfATransactionDoesNotAdvance() {
        tracker.begin();
        assertThat(tracker.keepalive(Lsn.of(500))).isFalse();
        assertThat(tracker.confirmed()).isEqualTo(Lsn.INVALID);
        tracker.connectionLost();
        assertThat(tracker.keepalive(Lsn.of(500))).isTrue();
    }

    @Test
    void positionsNeverMoveBack() {
        tracker.keepalive(Lsn.of(500));
        assertThat(tracker.keepalive(Lsn.of(400))).isFalse();
        tracker.startAt(Lsn.of(300));
        tracker.data(1, 2);
        assertThat(tracker.positions().confirmed()).isEqualTo(Lsn.of(500));
        assertThat(tracker.positions().received()).isEqualTo(Lsn.of(500));
        assertThat(tracker.positions().serverEnd()).isEqualTo(Lsn.of(500));
    }

    @Test
    void positionsAreUnsigned() {
        tracker.startAt(Lsn.of(Long.MAX_VALUE));
        transaction(Long.MIN_VALUE);
        tracker.acknowledge(Lsn.of(Long.MIN_VALUE));
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(Long.MIN_VALUE));
        assertThat(tracker.keepalive(Lsn.of(5))).isFalse();
    }

    @Test
    void afterALostConnectionWhatWasHandedOverDoesNotComeAgain() {
        transaction(100);
        transaction(200);
        tracker.acknowledge(Lsn.of(100));
        tracker.begin();
        tracker.connectionLost();
        assertThat(tracker.wasHandedOver(Lsn.of(190))).isTrue();
        assertThat(tracker.end(Lsn.of(200))).isFalse();
        assertThat(tracker.wasHandedOver(Lsn.of(290))).isFalse();
        assertThat(tracker.end(Lsn.of(300))).isTrue();
        tracker.acknowledge(Lsn.of(200));
        assertThat(tracker.confirmed()).isEqualTo(Lsn.of(200));
    }

    @Test
    void afterARestartAllThatIsNotConfirmedComesAgain() {
        transaction(100);
        transaction(200);
        tracker.acknowledge(Lsn.of(100));
        tracker.restart();
        assertThat(tracker.end(Lsn.of(100))).isFalse();
        assertThat(tracker.end(Lsn.of(200))).isTrue();
    }

    @Test
    void lagIsTheAgeOfTheOldestOutstandingTransaction() {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        Instant[] now = { start };
        PositionTracker timed = new PositionTracker(new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
        timed.end(Lsn.of(100));
        now[0] = start.plusSeconds(5);
        timed.end(Lsn.of(200));
        assertThat(timed.lag()).isEqualTo(Duration.ofSeconds(5));
        timed.acknowledge(Lsn.of(100));
        assertThat(timed.lag()).isZero();
    }

    @Test
    void confirmedIsAlwaysTheLongestAcknowledgedPrefix() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            transaction(i * 10L);
            order.add(i);
        }
        Collections.shuffle(order, random);
        boolean[] done = new boolean[202];
        for (int i : order) {
            done[i] = true;
            tracker.acknowledge(Lsn.of(i * 10L));
            int prefix = 1;
            while (done[prefix]) {
                prefix++;
            }
            assertThat(tracker.confirmed()).as("seed %d", seed).isEqualTo(Lsn.of((prefix - 1) * 10L));
            assertThat(tracker.keepalive(Lsn.of(5000)) && prefix <= 200).as("seed %d", seed).isFalse();
        }
    }

    private void transaction(long end) {
        tracker.begin();
        tracker.data(end - 1, end);
        assertThat(tracker.end(Lsn.of(end))).isTrue();
    }
}
