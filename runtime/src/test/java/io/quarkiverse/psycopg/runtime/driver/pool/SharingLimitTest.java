package io.quarkiverse.psycopg.runtime.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many sessions short statements use, by what a server of so many processors would answer; without a clock. */
class SharingLimitTest {

    private static final long SECOND = 1_000_000_000L;
    /** What one session gives that has a processor to itself. */
    private static final int EACH_PER_SECOND = 10_000;

    private final SharingLimit limit = new SharingLimit(500);
    private long now = 7 * SECOND;
    private boolean wanted = true;
    private int most;

    /** A server that works on so many sessions at a time answers for a while. */
    private void answers(int processors, long nanos) {
        for (long end = now + nanos; now < end;) {
            int used = limit.sessions();
            most = Math.max(most, used);
            now += SECOND / (EACH_PER_SECOND * (long) Math.min(used, processors));
            if (wanted) {
                limit.heldBack();
            }
            limit.answered(now, used);
        }
    }

    @Test
    void staysWhereMoreSessionsGiveNoMoreAnswers() {
        answers(2, 300 * SECOND);
        assertThat(limit.sessions()).isEqualTo(SharingLimit.FIRST);
        assertThat(most).as("more were tried").isEqualTo(2 * SharingLimit.FIRST);
    }

    @Test
    void growsAsLongAsMoreSessionsGiveMoreAnswers() {
        answers(100, 10 * SECOND);
        assertThat(limit.sessions()).isEqualTo(128);
    }

    @Test
    void growsOverAllSessionsOfThePool() {
        answers(1_000, 10 * SECOND);
        assertThat(limit.sessions()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void isNotTriedWhereNobodyIsHeldBack() {
        wanted = false;
        answers(1_000, 10 * SECOND);
        assertThat(most).isEqualTo(SharingLimit.FIRST);
    }

    @Test
    void isNeverTriedWhereThePoolHasNoMore() {
        SharingLimit small = new SharingLimit(SharingLimit.FIRST);
        for (int i = 0; i < 100_000; i++) {
            now += SECOND / 1_000;
            small.heldBack();
            small.answered(now, SharingLimit.FIRST);
            assertThat(small.sessions()).isEqualTo(SharingLimit.FIRST);
        }
    }

    /** The server gets faster for a reason of its own: that is not taken for the work of the sessions. */
    @Test
    void whatGetsFasterByItselfIsNotTakenForGrowth() {
        for (int processors = 1; processors <= SharingLimit.FIRST; processors++) {
            answers(processors, SharingLimit.SHORTEST_WINDOW_NANOS);
        }
        answers(SharingLimit.FIRST, 20 * SECOND);
        assertThat(limit.sessions()).isEqualTo(SharingLimit.FIRST);
    }

    @Test
    void sessionsThatDoNotComeIntoUseEndTheTrial() {
        for (int i = 0; i < 200_000; i++) {
            now += SECOND / 100_000;
            limit.heldBack();
            limit.answered(now, SharingLimit.FIRST);
        }
        assertThat(limit.sessions()).isEqualTo(SharingLimit.FIRST);
    }

    @Test
    void failedTrialsComeEverMoreSeldom() {
        int trials = 0;
        int before = limit.sessions();
        long begin = now;
        long last = begin;
        long longest = 0;
        while (now - begin < 500 * SECOND) {
            answers(2, SharingLimit.SHORTEST_WINDOW_NANOS / 2);
            if (limit.sessions() > before) {
                trials++;
                longest = Math.max(longest, now - last);
                last = now;
            }
            before = limit.sessions();
        }
        assertThat(trials).isBetween(5, 20);
        assertThat(longest).isGreaterThan(SharingLimit.LONGEST_PAUSE_NANOS / 2);
    }

    @Test
    void statementThatIsShortNoMoreHalvesItAndItGrowsAgain() {
        answers(100, 10 * SECOND);
        limit.tooMany(now);
        assertThat(limit.sessions()).isEqualTo(64);
        for (int i = 0; i < 10; i++) {
            limit.tooMany(now);
        }
        assertThat(limit.sessions()).isEqualTo(SharingLimit.FIRST);
        answers(100, 10 * SECOND);
        assertThat(limit.sessions()).isEqualTo(128);
    }
}
