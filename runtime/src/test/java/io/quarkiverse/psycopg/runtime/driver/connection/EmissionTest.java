package io.quarkiverse.psycopg.runtime.driver.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class EmissionTest {

    private static Vertx vertx;

    private final List<Long> received = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Has so many items from the beginning; told of none. */
    private final class Numbers extends Emission<Long> {

        private static final long serialVersionUID = 1L;

        private final transient LongSupplier last;
        private long next;

        private Numbers(LongSupplier last) {
            super(new Subscriber());
            this.last = last;
        }

        @Override
        protected void drain() {
            while (next < last.getAsLong() && hasDemand()) {
                emit(next++);
            }
            if (next == last.getAsLong()) {
                finish(null);
            }
        }

        @Override
        protected void cancelled() {
            ended.countDown();
        }
    }

    private final class Subscriber implements MultiSubscriber<Long> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            // the test holds the emission
        }

        @Override
        public void onItem(Long item) {
            received.add(item);
        }

        @Override
        public void onFailure(Throwable failure) {
            ended.countDown();
        }

        @Override
        public void onCompletion() {
            ended.countDown();
        }
    }

    @Test
    void whatElseWaitsOnTheContextHasItsTurnWhileItemsGoOn() throws InterruptedException {
        Context context = vertx.getOrCreateContext();
        AtomicLong last = new AtomicLong(Long.MAX_VALUE);
        CountDownLatch other = new CountDownLatch(1);
        context.runOnContext(none -> {
            Numbers numbers = new Numbers(() -> {
                received.clear();
                return last.get();
            });
            context.runOnContext(behind -> {
                other.countDown();
                numbers.cancel();
            });
            numbers.request(Long.MAX_VALUE);
        });
        boolean turned = other.await(10, TimeUnit.SECONDS);
        last.set(0);
        assertThat(turned).isTrue();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void allItemsAreEmittedInOrderOverManyTurns() throws InterruptedException {
        Context context = vertx.getOrCreateContext();
        context.runOnContext(none -> new Numbers(() -> 10_000).request(Long.MAX_VALUE));
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(received).hasSize(10_000).isSorted();
    }

    @Test
    void noMoreIsEmittedThanWasAskedForWhereverATurnEnds() throws InterruptedException {
        for (int asked : new int[] { 1, 255, 256, 257, 512, 1_000 }) {
            received.clear();
            CountDownLatch settled = new CountDownLatch(1);
            Context context = vertx.getOrCreateContext();
            context.runOnContext(none -> {
                new Numbers(() -> 10_000).request(asked);
                settle(context, 20, settled);
            });
            assertThat(settled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(received).as("asked for %d", asked).hasSize(asked);
        }
    }

    /** So many turns of the context later. */
    private static void settle(Context context, int turns, CountDownLatch settled) {
        if (turns == 0) {
            settled.countDown();
        } else {
            context.runOnContext(none -> settle(context, turns - 1, settled));
        }
    }

    @Test
    void withoutAContextAllIsEmittedAtOnce() {
        new Numbers(() -> 1_000).request(Long.MAX_VALUE);
        assertThat(received).hasSize(1_000).isSorted();
        assertThat(ended.getCount()).isZero();
    }
}
