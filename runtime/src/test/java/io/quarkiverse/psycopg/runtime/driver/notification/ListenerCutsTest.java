package io.quarkiverse.psycopg.runtime.driver.notification;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.notification.ListenerState;
import io.quarkiverse.psycopg.notification.ListenerStatistics;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.Fault;
import io.quarkiverse.psycopg.testsupport.Fault.Direction;
import io.quarkiverse.psycopg.testsupport.FaultLink;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.LiveObjects;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The listener's connection is cut at random moments while notifications are sent without a pause. One hundredth of the long
 * form, which is {@code -Dpsycopg.test.listener-cuts=1000}; each cut has 1,000 notifications.
 */
class ListenerCutsTest {

    private static final int CUTS = Integer.getInteger("psycopg.test.listener-cuts", 10);
    /** After so many cuts all code has run and all caches are filled. */
    private static final int WARM_UP = Math.max(CUTS / 10, 3);
    /** Of all cuts together: what the rest of the JVM may need meanwhile. A connection that is kept has some 10,000 bytes. */
    private static final long MOST_GROWTH = 4_000_000;
    private static final int CHANNELS = 4;
    private static final int PER_CUT_AND_CHANNEL = 250;
    /** Short, because each stall lasts for two of it. Where a busy machine makes it too short, there are more losses. */
    private static final Duration PROBE = Duration.ofMillis(Integer.getInteger("psycopg.test.listener-probe", 400));

    private final List<ChannelVerifier> verifiers = IntStream.range(0, CHANNELS).mapToObj(i -> new ChannelVerifier())
            .toList();

    @Test
    void orderIsKeptAndEveryLossIsOneGapPerChannel() {
        long seed = Long.getLong("psycopg.test.seed", System.nanoTime());
        System.out.println("ListenerCutsTest seed: " + seed + " (-Dpsycopg.test.seed=" + seed + ")");
        Random random = new Random(seed);
        Vertx vertx = Vertx.vertx();
        PsycopgDriver driver = new PsycopgDriver(vertx);
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool listener = driver.createPool(TestServer.optionsAt(proxy.host(), proxy.port()), PgPoolOptions
                    .builder().listener(
                            ListenerOptions.builder().probeInterval(PROBE).bufferSize(100_000)
                                    .retry(Duration.ofMillis(2), Duration.ofMillis(50)).build())
                    .build());
            PgPool sender = driver.createPool(TestServer.v18().options(), PgPoolOptions.builder().maxSize(1).build());
            for (int c = 0; c < CHANNELS; c++) {
                listener.listenWithGaps("cuts_" + c).subscribe().with(verifiers.get(c));
            }
            until("all channels are in effect", () -> verifiers.stream().allMatch(ChannelVerifier::isListening));
            int[] effects = new int[Fault.Effect.values().length];
            int cut = 0;
            while (cut < WARM_UP) {
                effects[cut(random, proxy, listener, sender, ++cut).ordinal()]++;
            }
            LiveObjects before = LiveObjects.now();
            while (cut < CUTS) {
                effects[cut(random, proxy, listener, sender, ++cut).ordinal()]++;
            }
            until("nothing is kept of connections that were lost", () -> {
                LiveObjects now = LiveObjects.now();
                // with those that other tests of this JVM may have left
                return now.of(ListenerLink.class) <= before.of(ListenerLink.class)
                        && now.of(Session.class) <= before.of(Session.class) + 1;
            });
            LiveObjects after = LiveObjects.now();
            ListenerStatistics figures = quiet(listener);
            System.out.printf("%d cuts %s, %d notifications sent, %d received, %d missing, %d losses; live heap %d KB after %d"
                    + " cuts, %d KB after all%n", CUTS, Arrays.toString(effects),
                    (long) CUTS * CHANNELS * PER_CUT_AND_CHANNEL, sum(ChannelVerifier::received),
                    sum(ChannelVerifier::missing), figures.losses(), before.bytes() / 1024, WARM_UP, after.bytes() / 1024);
            assertThat(after.bytes() - before.bytes()).as("growth of the live heap, in bytes").isLessThan(MOST_GROWTH);
            assertThat(figures.losses()).isGreaterThanOrEqualTo(CUTS);
            assertThat(figures.dropped()).isZero();
            Stream.of(listener, sender).forEach(pool -> await(pool.close()));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /**
     * The figures of a moment at which it listens, and at which each loss up to now was told to each channel once. There may be
     * losses without a cut: a machine that is busy for longer than a probe waits.
     */
    private ListenerStatistics quiet(PgPool listener) {
        AtomicReference<ListenerStatistics> figures = new AtomicReference<>();
        until("each loss is one gap for each channel, and one more connection", () -> {
            ListenerStatistics now = listener.listenerStatistics();
            figures.set(now);
            return now.state() == ListenerState.LISTENING && now.connections() == now.losses() + 1 && now.buffered() == 0
                    && verifiers.stream().allMatch(verifier -> verifier.gaps() == now.losses());
        });
        return figures.get();
    }

    /** Sends, cuts meanwhile, waits for the gaps, and sends once more: that must come. */
    private Fault.Effect cut(Random random, FaultProxy proxy, PgPool listener, PgPool sender, int number) {
        long first = (long) (number - 1) * PER_CUT_AND_CHANNEL + 1;
        long lossesBefore = quiet(listener).losses();
        int during = 200;
        CompletableFuture<Void> sent = send(sender, first, first + during - 1).subscribeAsCompletionStage();
        LockSupport.parkNanos(random.nextInt(4_000_000));
        Fault.Effect effect = Fault.Effect.values()[random.nextInt(Fault.Effect.values().length)];
        Direction direction = random.nextBoolean() ? Direction.TO_CLIENT : Direction.TO_SERVER;
        FaultLink link = proxy.newest();
        link.apply(effect, direction);
        until("the loss by " + effect + " is told", () -> {
            long losses = listener.listenerStatistics().losses();
            return losses > lossesBefore && verifiers.stream().allMatch(verifier -> verifier.gaps() == losses);
        });
        // what a stall left half open
        link.apply(Fault.Effect.RST, Direction.TO_CLIENT);
        sent.join();
        long next = first + during;
        long last = (long) number * PER_CUT_AND_CHANNEL;
        verifiers.forEach(verifier -> verifier.sending(next));
        await(send(sender, next, last));
        long losses = listener.listenerStatistics().losses();
        until("what was sent after the gap has come", () -> listener.listenerStatistics().losses() > losses || verifiers
                .stream().allMatch(verifier -> verifier.last() == last || verifier.wrong() != null));
        assertThat(verifiers).as("after cut %d, by %s %s", number, effect, direction)
                .allSatisfy(verifier -> assertThat(verifier.wrong()).isNull());
        return effect;
    }

    private static Uni<Void> send(PgPool sender, long from, long to) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (long part = from; part <= to; part += 25) {
            long first = part;
            all = all.chain(() -> sender.execute("SELECT pg_notify('cuts_' || c, n::text) FROM generate_series(%s::int8,"
                    + " %s::int8) n, generate_series(0, %s) c ORDER BY n, c", first, Math.min(first + 24, to), CHANNELS - 1)
                    .replaceWithVoid());
        }
        return all;
    }

    private long sum(ToLongFunction<ChannelVerifier> figure) {
        return verifiers.stream().mapToLong(figure).sum();
    }
}
