package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.types.Lsn;
import io.vertx.core.buffer.Buffer;

class ChangeQueueTest {

    private final ChangeQueue queue = new ChangeQueue();

    private static Change change(long number) {
        return new LogicalMessage(Lsn.of(number), Optional.empty(), "p", Buffer.buffer());
    }

    @Test
    void whatIsNotPublishedIsNotSeen() {
        ChangeQueue.Taker taker = queue.taker();
        queue.add(change(1), 7);
        assertThat(taker.poll()).isNull();
        queue.publish();
        assertThat(taker.poll()).isEqualTo(change(1));
        assertThat(taker.lastSize()).isEqualTo(7);
        assertThat(taker.poll()).isNull();
    }

    @Test
    void fullPartsFollowEachOther() {
        ChangeQueue.Taker taker = queue.taker();
        int count = 3 * ChangeQueue.PART;
        for (int i = 0; i < count; i++) {
            queue.add(change(i), i);
        }
        queue.publish();
        for (int i = 0; i < count; i++) {
            assertThat(taker.poll().position()).isEqualTo(Lsn.of(i));
            assertThat(taker.lastSize()).isEqualTo(i);
        }
        assertThat(taker.poll()).isNull();
        queue.add(change(count), Long.MAX_VALUE);
        queue.publish();
        assertThat(taker.poll().position()).isEqualTo(Lsn.of(count));
        assertThat(taker.lastSize()).isEqualTo(Integer.MAX_VALUE);
    }

    /** A consumer that has gone may be in the midst of taking. */
    @Test
    void whoeverTakesWhatIsForgottenDoesNotDisturbTheNext() {
        ChangeQueue.Taker former = queue.taker();
        for (int i = 0; i < 2 * ChangeQueue.PART; i++) {
            queue.add(change(i), 1);
        }
        queue.publish();
        former.poll();
        queue.clear();
        queue.add(change(1_000), 1);
        queue.publish();
        for (int i = 1; i <= ChangeQueue.PART; i++) {
            assertThat(former.poll().position()).isEqualTo(Lsn.of(i));
        }
        assertThat(queue.taker().poll().position()).isEqualTo(Lsn.of(1_000));
    }

    @Test
    void twoThreadsSeeAllInOrder() throws Exception {
        int count = 200_000;
        ChangeQueue.Taker taker = queue.taker();
        CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> {
            Random random = new Random(count);
            for (int i = 0; i < count; i++) {
                queue.add(change(i), i);
                if (random.nextInt(50) == 0) {
                    queue.publish();
                }
            }
            queue.publish();
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (int i = 0; i < count;) {
            Change next = taker.poll();
            if (next == null) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            } else {
                assertThat(next.position().value()).isEqualTo(i);
                assertThat(taker.lastSize()).isEqualTo(i++);
            }
        }
        adding.get(60, TimeUnit.SECONDS);
        assertThat(taker.poll()).isNull();
    }
}
