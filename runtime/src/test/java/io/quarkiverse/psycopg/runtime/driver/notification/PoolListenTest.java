package io.quarkiverse.psycopg.runtime.driver.notification;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.notification.ListenerOverflow;
import io.quarkiverse.psycopg.notification.ListenerState;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.Fault;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;

class PoolListenTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final PsycopgDriver DRIVER = new PsycopgDriver(VERTX);

    private final PgPool sender = pool(ListenerOptions.DEFAULT);
    private final List<PgPool> pools = new ArrayList<>(List.of(sender));

    private static PgPool pool(ListenerOptions options) {
        return DRIVER.createPool(TestServer.v18().options(), PgPoolOptions.builder().listener(options).build());
    }

    private PgPool through(FaultProxy proxy, ListenerOptions.Builder options) {
        PgPool pool = DRIVER.createPool(TestServer.optionsAt(proxy.host(), proxy.port()), PgPoolOptions.builder()
                .listener(options.retry(Duration.ofMillis(5), Duration.ofMillis(50)).build()).build());
        pools.add(pool);
        return pool;
    }

    private static AssertSubscriber<ChannelEvent> events(PgPool pool, String channel) {
        AssertSubscriber<ChannelEvent> subscriber = pool.listenWithGaps(channel).subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        until("the channel is in effect", () -> subscriber.getItems().stream().anyMatch(Listening.class::isInstance));
        return subscriber;
    }

    private static List<String> payloads(AssertSubscriber<ChannelEvent> subscriber) {
        return subscriber.getItems().stream().filter(Notification.class::isInstance)
                .map(event -> ((Notification) event).payload()).toList();
    }

    private static List<NotificationGap> gaps(AssertSubscriber<ChannelEvent> subscriber) {
        return subscriber.getItems().stream().filter(NotificationGap.class::isInstance).map(NotificationGap.class::cast)
                .toList();
    }

    private static long sentThrough(FaultProxy proxy) {
        return proxy.links().stream().mapToLong(link -> link.messages(Fault.Direction.TO_SERVER)).sum();
    }

    @AfterEach
    void close() {
        pools.forEach(pool -> await(pool.close()));
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void subscribersShareOneConnectionAndTheLastWhoLeavesEndsIt() {
        PgPool pool = pool(ListenerOptions.DEFAULT);
        pools.add(pool);
        assertThat(pool.listenerStatistics().state()).isEqualTo(ListenerState.IDLE);
        AssertSubscriber<ChannelEvent> first = events(pool, "shared");
        AssertSubscriber<ChannelEvent> second = events(pool, "shared");
        AssertSubscriber<ChannelEvent> other = events(pool, "other");
        await(sender.notify("shared", "1"));
        until("both have it", () -> payloads(first).size() == 1 && payloads(second).size() == 1);
        first.cancel();
        await(sender.notify("shared", "2"));
        until("the second has it", () -> payloads(second).size() == 2);
        assertThat(payloads(first)).containsExactly("1");
        assertThat(payloads(other)).isEmpty();
        assertThat(pool.listenerStatistics().connections()).isEqualTo(1);
        second.cancel();
        until("one channel is left", () -> pool.listenerStatistics().channels() == 1);
        other.cancel();
        until("nobody listens", () -> pool.listenerStatistics().state() == ListenerState.IDLE);
        AssertSubscriber<ChannelEvent> again = events(pool, "shared");
        await(sender.notify("shared", "3"));
        until("it comes", () -> payloads(again).size() == 1);
        assertThat(pool.statistics().size()).as("outside the pool").isZero();
    }

    @Test
    void plainStreamHasNotificationsOnly() {
        AssertSubscriber<Notification> plain = sender.listen("plain_stream").subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        events(sender, "plain_stream");
        await(sender.notify("plain_stream", "x"));
        until("it comes", () -> plain.getItems().size() == 1);
        assertThat(plain.getItems().get(0).payload()).isEqualTo("x");
        assertThatThrownBy(() -> sender.listen("")).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void twoHundredChannelsOnOneConnection() {
        List<AssertSubscriber<ChannelEvent>> all = IntStream.range(0, 200).mapToObj(i -> sender
                .listenWithGaps("many_" + i).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))).toList();
        until("all are in effect", () -> all.stream().noneMatch(s -> s.getItems().isEmpty()));
        await(sender.execute("SELECT pg_notify('many_' || c, n::text) FROM generate_series(0, 199) c,"
                + " generate_series(1, 10) n ORDER BY n, c"));
        until("all have come", () -> all.stream().allMatch(s -> payloads(s).size() == 10));
        assertThat(all).allSatisfy(s -> assertThat(payloads(s)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9",
                "10"));
        assertThat(sender.listenerStatistics().channels()).isEqualTo(200);
        assertThat(sender.listenerStatistics().connections()).isEqualTo(1);
    }

    @Test
    void lossIsOneGapForEachWhoWasListening() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool pool = through(proxy, ListenerOptions.builder());
            AssertSubscriber<ChannelEvent> a = events(pool, "loss_a");
            AssertSubscriber<ChannelEvent> b = events(pool, "loss_b");
            await(sender.notify("loss_a", "before"));
            until("it has come", () -> payloads(a).size() == 1);
            proxy.refuse(true);
            proxy.cutAll(Fault.Effect.RST);
            until("the loss is seen", () -> pool.listenerStatistics().losses() == 1);
            AssertSubscriber<ChannelEvent> late = pool.listenWithGaps("loss_a").subscribe()
                    .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            await(sender.notify("loss_a", "unheard"));
            proxy.refuse(false);
            until("they know", () -> gaps(a).size() == 1 && gaps(b).size() == 1 && !late.getItems().isEmpty());
            await(sender.notify("loss_a", "after"));
            until("it has come", () -> payloads(a).size() == 2 && payloads(late).size() == 1);
            assertThat(a.getItems()).hasSize(4);
            assertThat(a.getItems().get(2)).isInstanceOf(NotificationGap.class);
            NotificationGap gap = gaps(a).get(0);
            assertThat(gap.reason()).isEqualTo(NotificationGap.Reason.CONNECTION_LOST);
            assertThat(gap.from()).isBefore(gap.until());
            assertThat(late.getItems().get(0)).isInstanceOf(Listening.class);
            assertThat(gaps(late)).isEmpty();
            assertThat(gaps(b)).hasSize(1);
        }
    }

    @Test
    void peerThatVanishesIsNoticed() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool pool = through(proxy, ListenerOptions.builder().probeInterval(Duration.ofMillis(500)));
            AssertSubscriber<ChannelEvent> seen = events(pool, "vanished");
            proxy.cutAll(Fault.Effect.BLACK_HOLE);
            until("the gap", () -> !gaps(seen).isEmpty());
            until("it comes", () -> {
                await(sender.notify("vanished", "after"));
                return payloads(seen).contains("after");
            });
            assertThat(gaps(seen)).hasSize((int) pool.listenerStatistics().losses());
        }
    }

    @Test
    void probesKeepAQuietConnectionAndTellOfTheServersQueue() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool pool = through(proxy, ListenerOptions.builder().probeInterval(Duration.ofMillis(250)));
            events(pool, "quiet");
            long sent = sentThrough(proxy);
            until("several probes", () -> sentThrough(proxy) > sent + 3);
            assertThat(pool.listenerStatistics().serverQueue()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void slowSubscriberLosesTheOldestAndIsTold() {
        PgPool pool = pool(ListenerOptions.builder().bufferSize(100).build());
        pools.add(pool);
        AssertSubscriber<ChannelEvent> quick = events(pool, "slow");
        AssertSubscriber<ChannelEvent> slow = pool.listenWithGaps("slow").subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        until("it listens", () -> slow.getItems().size() == 1);
        for (int i = 0; i < 10; i++) {
            int from = i * 50 + 1;
            await(sender.execute("SELECT pg_notify('slow', g::text) FROM generate_series(%s::int, %s::int) g", from,
                    from + 49));
            until("they have come", () -> payloads(quick).size() + pool.listenerStatistics().dropped() >= from + 49);
        }
        until("400 were dropped", () -> pool.listenerStatistics().dropped() >= 400);
        assertThat(pool.listenerStatistics().fill()).isEqualTo(1);
        slow.request(1_000);
        until("the rest has come", () -> payloads(slow).contains("500"));
        assertThat(gaps(slow)).hasSize(1);
        assertThat(slow.getItems().get(1)).isInstanceOf(NotificationGap.class);
        assertThat(payloads(slow)).hasSize(100).startsWith("401").endsWith("500");
    }

    @Test
    void pausingLosesNothing() {
        PgPool pool = pool(ListenerOptions.builder().bufferSize(10).overflow(ListenerOverflow.PAUSE).build());
        pools.add(pool);
        AssertSubscriber<ChannelEvent> slow = pool.listenWithGaps("paused").subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        until("it listens", () -> slow.getItems().size() == 1);
        String padding = "p".repeat(500);
        await(sender.execute("SELECT pg_notify('paused', g || %s) FROM generate_series(1, 20000) g", padding));
        until("its buffer is full", () -> pool.listenerStatistics().fill() == 1);
        assertThat(pool.listenerStatistics().buffered()).as("what was read at once, and no more").isLessThan(1_000);
        slow.request(Long.MAX_VALUE);
        until("all have come", () -> payloads(slow).size() == 20_000);
        assertThat(gaps(slow)).isEmpty();
        List<String> all = payloads(slow);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i)).isEqualTo(i + 1 + padding);
        }
        assertThat(pool.listenerStatistics().losses()).isZero();
    }

    @Test
    void serverThatIsAwayAtFirstIsListenedToWhenItComes() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            proxy.refuse(true);
            PgPool pool = through(proxy, ListenerOptions.builder());
            AssertSubscriber<ChannelEvent> seen = pool.listenWithGaps("patient").subscribe()
                    .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            until("an attempt has failed", () -> pool.listenerStatistics().state() == ListenerState.RETRYING);
            proxy.refuse(false);
            until("it listens", () -> seen.getItems().size() == 1);
            assertThat(gaps(seen)).isEmpty();
        }
    }

    @Test
    void closedPoolEndsItsStreamsAndConnectsNoMore() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool pool = through(proxy, ListenerOptions.builder());
            AssertSubscriber<ChannelEvent> seen = events(pool, "closing");
            await(pool.close());
            seen.awaitCompletion(LIMIT);
            proxy.link(0).awaitEnd();
            assertThat(proxy.link(0).types(Fault.Direction.TO_SERVER)).endsWith("X");
            assertThat(proxy.links()).hasSize(1);
            assertThatThrownBy(() -> pool.listen("closing").toUni().await().atMost(LIMIT))
                    .isInstanceOf(InterfaceException.class).hasMessage("the pool is closed");
        }
    }

    @Test
    void poolerInTransactionModeNeedsAnAddressOfTheListenersOwn() {
        PgConnectOptions pooled = TestServer.v18().options().toBuilder().pooler(Pooler.TRANSACTION).build();
        PgPool refused = DRIVER.createPool(pooled, PgPoolOptions.builder().build());
        pools.add(refused);
        assertThatThrownBy(() -> refused.listen("pooled").toUni().await().atMost(LIMIT))
                .isInstanceOf(NotSupportedException.class).hasMessageContaining("listener.url");
        PgPool taken = DRIVER.createPool(pooled, PgPoolOptions.builder().listener(
                ListenerOptions.builder().connectOptions(TestServer.v18().options()).build()).build());
        pools.add(taken);
        events(taken, "pooled");
    }
}
