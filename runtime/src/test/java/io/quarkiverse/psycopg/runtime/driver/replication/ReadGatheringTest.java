package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.runtime.driver.replication.ReadGathering.LARGE_READ;
import static io.quarkiverse.psycopg.runtime.driver.replication.ReadGathering.PAUSE_NANOS;
import static io.quarkiverse.psycopg.runtime.driver.replication.ReadGathering.SUSTAINED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadGatheringTest {

    private static final int BYTES = 120;

    private final ReadGathering gathering = new ReadGathering();
    /** Wraps around: the clock may begin anywhere. */
    private long now = Long.MAX_VALUE - PAUSE_NANOS / 2;

    private boolean pausesAfter(int messages, int bytes) {
        return gathering.pausesAfter(messages, bytes, now);
    }

    private void inflow() {
        for (int i = 1; i < SUSTAINED; i++) {
            assertThat(pausesAfter(1, BYTES)).as("read %d", i).isFalse();
            now += PAUSE_NANOS / SUSTAINED;
        }
        assertThat(pausesAfter(1, BYTES)).isTrue();
        now += PAUSE_NANOS;
    }

    @Test
    void manyReadsWithinAMillisecondAreFollowedByAPause() {
        inflow();
    }

    @Test
    void whatComesNowAndThenIsReadAtOnce() {
        for (int i = 0; i < 100; i++) {
            assertThat(pausesAfter(1, BYTES)).isFalse();
            now += PAUSE_NANOS / (SUSTAINED - 2);
        }
    }

    @Test
    void burstThatComesWithOneReadIsNotDelayed() {
        assertThat(pausesAfter(1_000, 20_000)).isFalse();
    }

    @Test
    void pausesGoOnAsLongAsTheyBringEnough() {
        inflow();
        for (int i = 0; i < 100; i++) {
            assertThat(pausesAfter(SUSTAINED, BYTES * SUSTAINED)).isTrue();
            now += PAUSE_NANOS;
        }
    }

    @Test
    void pauseThatBroughtLittleIsTheLast() {
        inflow();
        assertThat(pausesAfter(SUSTAINED - 1, BYTES)).isFalse();
        now += PAUSE_NANOS + 1;
        assertThat(pausesAfter(SUSTAINED, BYTES)).isFalse();
    }

    @Test
    void largeReadIsFollowedByTheNextAtOnceAndCountsWithIt() {
        inflow();
        assertThat(pausesAfter(SUSTAINED, LARGE_READ)).isFalse();
        assertThat(pausesAfter(1, BYTES)).isTrue();
        now += PAUSE_NANOS;
        assertThat(pausesAfter(1, BYTES)).isFalse();
    }

    @Test
    void partsOfLongMessagesAreReadAtOnce() {
        for (int i = 0; i < 100; i++) {
            assertThat(pausesAfter(0, 0)).isFalse();
            assertThat(pausesAfter(1, LARGE_READ)).isFalse();
        }
        inflow();
        assertThat(pausesAfter(0, 0)).isFalse();
        assertThat(pausesAfter(SUSTAINED, BYTES)).isTrue();
    }
}
