package io.quarkiverse.psycopg.runtime.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationProbe;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.quarkiverse.psycopg.runtime.observer.ObserverThread;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * How many notifications of 100 bytes come in a second, and how long one takes from its sending to its arrival: skimmed by a
 * client of a few lines, as a pool's {@code Multi}, at an observer, and as a connection's {@code Multi}. Rounds take turns,
 * medians are printed. The build sees that all of them come; {@code -Dpsycopg.test.notification-rate=200000} measures.
 */
class NotificationRateTest {

    private static final List<String> WAYS = List.of("limit", "Multi", "observer", "connection");
    private static final int MANY = Integer.getInteger("psycopg.test.notification-rate", 2_000);
    private static final int PINGS = Math.min(MANY, 2_000);
    private static final int ROUNDS = MANY > 2_000 ? 7 : 1;
    private static final int WARM_UPS = MANY > 2_000 ? 3 : 0;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of the last round: per second, the server's work included. */
    private double fromSending;
    /** Of the last round: the receiving thread's time and memory for one. */
    private double cpuNanos;
    private double allocated;
    /** Counted on the listener's event loop, asked and reset while nothing is under way. */
    private volatile Arrivals arrivals = new Arrivals(Integer.MAX_VALUE);

    /** Waits for the last of so many, and knows when the first and the last came. */
    private static final class Arrivals {

        private final int expected;
        private final CountDownLatch all = new CountDownLatch(1);
        private int count;
        private volatile long first;
        private volatile long last;
        private long cpuAtFirst;
        private long bytesAtFirst;
        /** Of the thread that they came on, for all but the first. */
        private long cpuNanos;
        private long allocated;

        private Arrivals(int expected) {
            this.expected = expected;
        }

        void one() {
            count++;
            if (count == 1) {
                first = System.nanoTime();
                cpuAtFirst = THREADS.getCurrentThreadCpuTime();
                bytesAtFirst = THREADS.getCurrentThreadAllocatedBytes();
            }
            if (count == expected) {
                cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuAtFirst;
                allocated = THREADS.getCurrentThreadAllocatedBytes() - bytesAtFirst;
                last = System.nanoTime();
                all.countDown();
            }
        }

        void await() throws InterruptedException {
            assertThat(all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all have come").isTrue();
        }
    }

    @Test
    void allOfThemGetThemAll() throws Exception {
        // context propagation outside of Quarkus cannot be begun by two threads at once
        Uni.createFrom().deferred(() -> Uni.createFrom().voidItem()).await().indefinitely();
        Vertx vertx = Vertx.vertx();
        PgConnectOptions options = PgConnectOptions.builder().host(TestServer.v18().host(), TestServer.v18().port())
                .user(TestServer.USER).database(TestServer.DATABASE).sslMode(SslMode.DISABLE).build();
        PsycopgDriver driver = new PsycopgDriver(vertx);
        PgPool pool = driver.createPool(options, PgPoolOptions.builder()
                .listener(ListenerOptions.builder().bufferSize(Math.max(MANY, 1_024)).build()).build());
        try (RawListener sender = new RawListener(TestServer.v18()); RawListener raw = new RawListener(TestServer.v18())) {
            raw.execute("LISTEN " + channel(0));
            ChannelDispatcher dispatcher = observer(vertx, pool);
            pool.listen(channel(1)).subscribe().with(notification -> arrivals.one());
            NotificationProbe.listen(pool, channel(1), PATIENCE).close();
            PgConnection connection = driver.connect(options).await().atMost(PATIENCE);
            connection.notifications().subscribe().with(notification -> arrivals.one());
            connection.listen(channel(3)).await().atMost(PATIENCE);
            double[][] rates = new double[WAYS.size()][ROUNDS];
            double[][] whole = new double[WAYS.size()][ROUNDS];
            double[][] pings = new double[WAYS.size()][ROUNDS];
            double[][] cpu = new double[WAYS.size()][ROUNDS];
            double[][] bytes = new double[WAYS.size()][ROUNDS];
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                for (int way = 0; way < WAYS.size(); way++) {
                    double ping = ping(way, sender, raw);
                    double rate = rate(way, sender, raw);
                    if (round >= 0) {
                        rates[way][round] = rate;
                        whole[way][round] = fromSending;
                        pings[way][round] = ping;
                        cpu[way][round] = cpuNanos;
                        bytes[way][round] = allocated;
                    }
                }
            }
            for (int way = 0; way < WAYS.size(); way++) {
                System.out.printf("%-10s %,10.0f notifications/s from the first to the last arrival (%.2f of the limit),"
                        + " %,10.0f/s from sending (%.2f), %6.1f us for a single one (%.2f), %4.0f ns of CPU and %4.0f bytes"
                        + " allocated for each of many%n",
                        WAYS.get(way), median(rates[way]),
                        median(rates[way]) / median(rates[0]),
                        median(whole[way]), median(whole[way]) / median(whole[0]), median(pings[way]),
                        median(pings[way]) / median(pings[0]), median(cpu[way]), median(bytes[way]));
            }
            dispatcher.stop();
            connection.close().await().atMost(PATIENCE);
        } finally {
            pool.close().await().atMost(PATIENCE);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private ChannelDispatcher observer(Vertx vertx, PgPool pool) {
        ObserverMethod method = new ObserverMethod("Rate.observer()", ObserverThread.EVENT_LOOP, (bean, arguments) -> {
            // counts only what is one
            if (arguments[0] instanceof Notification) {
                arrivals.one();
            }
            return null;
        }, 1, 0);
        ObserverMethod begins = new ObserverMethod("Rate.begins()", ObserverThread.EVENT_LOOP, (bean, arguments) -> null, 1, 0);
        ChannelDispatcher dispatcher = new ChannelDispatcher(vertx, channel(2),
                List.of(new ChannelObserver(ObservedPayload.NOTIFICATION, Notification.class, method),
                        new ChannelObserver(ObservedPayload.LISTENING, Listening.class, begins)),
                new PayloadDecoder(() -> JsonMapper.NONE));
        dispatcher.start(pool, ObserverMethod.newContext(vertx));
        NotificationProbe.listen(pool, channel(2), PATIENCE).close();
        return dispatcher;
    }

    private static String channel(int way) {
        return "rate_" + WAYS.get(way);
    }

    private double rate(int way, RawListener sender, RawListener raw) throws IOException, InterruptedException {
        Arrivals expected = new Arrivals(MANY);
        arrivals = expected;
        long sent = System.nanoTime();
        sender.send("SELECT count(pg_notify('" + channel(way) + "', lpad(g::text, 100, '0'))) FROM generate_series(1, " + MANY
                + ") g");
        long nanos;
        if (way == 0) {
            raw.awaitNotifications(1);
            long begin = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            raw.awaitNotifications(MANY - 1);
            cpuNanos = (double) (THREADS.getCurrentThreadCpuTime() - cpu) / (MANY - 1);
            allocated = (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / (MANY - 1);
            nanos = System.nanoTime() - begin;
            fromSending = MANY * 1e9 / (System.nanoTime() - sent);
        } else {
            expected.await();
            cpuNanos = (double) expected.cpuNanos / (MANY - 1);
            allocated = (double) expected.allocated / (MANY - 1);
            nanos = expected.last - expected.first;
            fromSending = MANY * 1e9 / (expected.last - sent);
        }
        sender.awaitReady();
        return (MANY - 1) * 1e9 / nanos;
    }

    /** Microseconds of one, the median of many. */
    private double ping(int way, RawListener sender, RawListener raw) throws IOException, InterruptedException {
        double[] micros = new double[PINGS];
        String text = "SELECT pg_notify('" + channel(way) + "', repeat('p', 100))";
        for (int i = 0; i < PINGS; i++) {
            Arrivals expected = new Arrivals(1);
            arrivals = expected;
            long begin = System.nanoTime();
            sender.send(text);
            if (way == 0) {
                raw.awaitNotifications(1);
                micros[i] = (System.nanoTime() - begin) / 1e3;
            } else {
                expected.await();
                micros[i] = (expected.last - begin) / 1e3;
            }
            sender.awaitReady();
        }
        return median(micros);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
