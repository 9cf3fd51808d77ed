package io.quarkiverse.psycopg.runtime.driver.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.ListenerOverflow;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class ChannelBufferTest implements ChannelBuffer.Owner {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final AssertSubscriber<ChannelEvent> subscriber = AssertSubscriber.create();

    private ChannelBuffer buffer(int bound, ListenerOverflow overflow, boolean notificationsOnly) {
        ChannelBuffer buffer = new ChannelBuffer("c", subscriber, notificationsOnly, bound, overflow, this,
                left -> told.add("cancelled"), Clock.fixed(NOW, ZoneOffset.UTC));
        buffer.begin();
        return buffer;
    }

    @Override
    public void full(ChannelBuffer buffer) {
        told.add("full");
    }

    @Override
    public void roomAgain(ChannelBuffer buffer) {
        told.add("room");
    }

    @Override
    public void overflows(ChannelBuffer buffer) {
        told.add("overflows");
    }

    private static List<Notification> notifications(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> new Notification(1, "c", String.valueOf(i))).toList();
    }

    private static void fill(ChannelBuffer buffer, int from, int to) {
        for (int i = from; i <= to; i++) {
            buffer.add(List.of(new Notification(1, "c", String.valueOf(i))), NOW);
        }
    }

    private static void loss(ChannelBuffer buffer) {
        buffer.inEffect(NOW, Optional.of(NOW.minusSeconds(1)));
    }

    private List<String> seen() {
        return subscriber.getItems().stream().map(event -> event instanceof Notification n ? n.payload()
                : event instanceof NotificationGap gap ? gap.reason().name() : event.getClass().getSimpleName()).toList();
    }

    @Test
    void eventsWaitForDemandInOrder() {
        ChannelBuffer buffer = buffer(10, ListenerOverflow.GAP, false);
        buffer.inEffect(NOW, Optional.empty());
        fill(buffer, 1, 2);
        loss(buffer);
        fill(buffer, 3, 3);
        assertThat(seen()).isEmpty();
        subscriber.request(2);
        assertThat(seen()).containsExactly("Listening", "1");
        subscriber.request(100);
        assertThat(seen()).containsExactly("Listening", "1", "2", "CONNECTION_LOST", "3");
    }

    @Test
    void oldestAreDroppedAndOneGapStandsForThem() {
        ChannelBuffer buffer = buffer(3, ListenerOverflow.GAP, false);
        buffer.inEffect(NOW, Optional.empty());
        fill(buffer, 1, 10);
        assertThat(told).containsExactly("overflows");
        assertThat(buffer.dropped()).isEqualTo(7);
        assertThat(buffer.waiting()).isEqualTo(3);
        subscriber.request(3);
        assertThat(seen()).containsExactly("Listening", "OVERFLOW", "8");
        fill(buffer, 11, 12);
        subscriber.request(100);
        assertThat(seen()).as("a new gap, because the former was taken").containsExactly("Listening", "OVERFLOW", "8",
                "OVERFLOW", "10", "11", "12");
    }

    @Test
    void manyAtOnceAreAsOneByOne() {
        ChannelBuffer buffer = buffer(3, ListenerOverflow.GAP, false);
        buffer.add(notifications(1, 2), NOW);
        buffer.add(notifications(3, 10), NOW);
        assertThat(told).containsExactly("overflows");
        assertThat(buffer.dropped()).isEqualTo(7);
        assertThat(buffer.waiting()).isEqualTo(3);
        subscriber.request(100);
        assertThat(seen()).containsExactly("OVERFLOW", "8", "9", "10");
    }

    @Test
    void manyAtOnceArePausedForOnce() {
        ChannelBuffer pausing = buffer(4, ListenerOverflow.PAUSE, false);
        pausing.add(notifications(1, 9), NOW);
        pausing.add(notifications(10, 12), NOW);
        assertThat(told).containsExactly("full");
        assertThat(pausing.waiting()).isEqualTo(12);
    }

    /** More than are taken out at a time. */
    @Test
    void longBacklogIsTakenInOrderAsFarAsItIsAskedFor() {
        ChannelBuffer buffer = buffer(1_000, ListenerOverflow.GAP, true);
        buffer.add(notifications(1, 500), NOW);
        subscriber.request(1);
        assertThat(seen()).containsExactly("1");
        subscriber.request(99);
        assertThat(seen()).hasSize(100).endsWith("99", "100");
        assertThat(buffer.waiting()).isEqualTo(400);
        subscriber.request(Long.MAX_VALUE);
        assertThat(seen()).hasSize(500).endsWith("499", "500");
        buffer.add(notifications(501, 502), NOW);
        assertThat(seen()).hasSize(502).endsWith("501", "502");
    }

    @Test
    void lossesAreNeverDropped() {
        ChannelBuffer buffer = buffer(2, ListenerOverflow.GAP, false);
        buffer.inEffect(NOW, Optional.empty());
        fill(buffer, 1, 2);
        loss(buffer);
        fill(buffer, 3, 4);
        loss(buffer);
        fill(buffer, 5, 7);
        subscriber.request(100);
        assertThat(seen()).containsExactly("Listening", "OVERFLOW", "CONNECTION_LOST", "OVERFLOW", "CONNECTION_LOST",
                "OVERFLOW", "6", "7");
    }

    @Test
    void subscriberThatTakesNothingCostsABoundedNumberOfEvents() {
        ChannelBuffer buffer = buffer(5, ListenerOverflow.GAP, false);
        buffer.inEffect(NOW, Optional.empty());
        for (int i = 0; i < 5_000; i++) {
            loss(buffer);
        }
        fill(buffer, 1, 5_000);
        assertThat(buffer.size()).isLessThan(1_010);
    }

    @Test
    void pausingDropsNothingAndTellsWhenThereIsRoom() {
        ChannelBuffer buffer = buffer(4, ListenerOverflow.PAUSE, false);
        buffer.inEffect(NOW, Optional.empty());
        fill(buffer, 1, 6);
        assertThat(told).containsExactly("full");
        subscriber.request(3);
        assertThat(told).containsExactly("full");
        subscriber.request(2);
        assertThat(told).containsExactly("full", "room");
        subscriber.request(100);
        assertThat(seen()).containsExactly("Listening", "1", "2", "3", "4", "5", "6");
        assertThat(buffer.dropped()).isZero();
    }

    @Test
    void whoWantsNotificationsOnlyGetsNothingElse() {
        ChannelBuffer buffer = buffer(2, ListenerOverflow.GAP, true);
        buffer.inEffect(NOW, Optional.empty());
        loss(buffer);
        fill(buffer, 1, 5);
        subscriber.request(100);
        assertThat(seen()).containsExactly("4", "5");
        assertThat(told).containsExactly("overflows");
        assertThat(buffer.dropped()).isEqualTo(3);
    }

    @Test
    void nothingIsKeptForOneWhoHasLeft() {
        ChannelBuffer buffer = buffer(4, ListenerOverflow.GAP, false);
        fill(buffer, 1, 3);
        subscriber.cancel();
        fill(buffer, 4, 6);
        assertThat(buffer.size()).isZero();
        assertThat(told).containsExactly("cancelled");
    }
}
