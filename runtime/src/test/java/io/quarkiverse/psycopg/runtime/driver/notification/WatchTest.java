package io.quarkiverse.psycopg.runtime.driver.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.runtime.driver.notification.Watch.Verdict;

class WatchTest {

    private final Watch watch = new Watch();

    private void probed() {
        assertThat(watch.tick()).isEqualTo(Verdict.PROBE);
        watch.asked();
    }

    @Test
    void serverThatAnswersIsProbedAtEveryTick() {
        for (int i = 0; i < 3; i++) {
            probed();
            watch.answered();
        }
    }

    @Test
    void silenceFromOneTickToTheNextIsTheEnd() {
        probed();
        assertThat(watch.tick()).isEqualTo(Verdict.LOST);
    }

    @Test
    void whatWasAskedBetweenTicksHasAWholeInterval() {
        watch.asked();
        assertThat(watch.tick()).isEqualTo(Verdict.WAIT);
        assertThat(watch.tick()).isEqualTo(Verdict.LOST);
    }

    @Test
    void answerBehindManyNotificationsIsNotLate() {
        probed();
        watch.heard();
        assertThat(watch.tick()).isEqualTo(Verdict.WAIT);
        watch.heard();
        assertThat(watch.tick()).isEqualTo(Verdict.WAIT);
        watch.answered();
        probed();
    }

    @Test
    void pauseIsNotHeldAgainstTheServer() {
        probed();
        watch.paused(true);
        for (int i = 0; i < 5; i++) {
            assertThat(watch.tick()).isEqualTo(Verdict.WAIT);
        }
        watch.paused(false);
        assertThat(watch.tick()).as("the answer may still be on its way").isEqualTo(Verdict.WAIT);
        watch.answered();
        probed();
        assertThat(watch.tick()).isEqualTo(Verdict.LOST);
    }
}
