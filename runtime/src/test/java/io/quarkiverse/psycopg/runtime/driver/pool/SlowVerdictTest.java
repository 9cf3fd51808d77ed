package io.quarkiverse.psycopg.runtime.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which statements few sessions do for, and which get as many as there are; without a clock. */
class SlowVerdictTest {

    private static final long FAST = StatementProfile.SHORT_NANOS;
    private static final long SLOW = 4 * FAST + 1;

    private final StatementProfile statement = new StatementProfile("SELECT 1", true);
    private long now = 9_000_000_000L;

    private void run(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            now += nanos;
            statement.measured(nanos, now);
        }
    }

    private void becomeSlow() {
        run(SlowVerdict.TIMES, SLOW);
        assertThat(statement.usesFew(now)).isFalse();
    }

    @Test
    void onlyOneThatMayLeadOrMayTurnOutToUsesFew() {
        assertThat(statement.usesFew(now)).as("not known yet").isTrue();
        assertThat(new StatementProfile("UPDATE", false).usesFew(now)).as("one that writes").isFalse();
        statement.checked(true, now);
        assertThat(statement.usesFew(now)).as("one that may be volatile").isFalse();
        statement.checked(false, now);
        assertThat(statement.usesFew(now)).isTrue();
        statement.checkFailed(now);
        assertThat(statement.usesFew(now)).as("one that cannot be looked into").isFalse();
    }

    @Test
    void oneThatIsNeverPreparedDoesNot() {
        for (int i = 0; i < StatementProfile.NEVER_PREPARED; i++) {
            assertThat(statement.usesFew(now)).isTrue();
            statement.ran(false);
        }
        assertThat(statement.usesFew(now)).isFalse();
        statement.ran(true);
        assertThat(statement.usesFew(now)).isTrue();
    }

    @Test
    void oneThatIsSlowAgainAndAgainDoesNot() {
        run(SlowVerdict.TIMES - 1, SLOW);
        assertThat(statement.usesFew(now)).isTrue();
        run(1, SLOW);
        assertThat(statement.usesFew(now)).isFalse();
    }

    @Test
    void oneThatIsSlowEverySecondTimeDoesNot() {
        for (int i = 0; i < SlowVerdict.TIMES; i++) {
            run(StatementProfile.FIRST_RUN - 1, FAST);
            run(1, SLOW);
        }
        assertThat(statement.usesFew(now)).isFalse();
    }

    @Test
    void thoseThatWereUnderWayTogetherCountOnce() {
        now += SLOW;
        for (int i = 0; i < 1_000; i++) {
            statement.measured(SLOW, now + i);
        }
        assertThat(statement.usesFew(now)).isTrue();
    }

    @Test
    void whoeverIsShortIsNotTakenForSlow() {
        becomeSlow();
        run(StatementProfile.LONGEST_RUN, 1_000);
        assertThat(statement.isShort()).isTrue();
        assertThat(statement.usesFew(now)).isTrue();
    }

    @Test
    void verdictEndsAndLastsLongerEachTime() {
        long lasts = SlowVerdict.FIRST_NANOS;
        for (int i = 0; i < 12; i++) {
            becomeSlow();
            assertThat(statement.usesFew(now + lasts - 1)).isFalse();
            now += lasts;
            assertThat(statement.usesFew(now)).isTrue();
            now += SlowVerdict.ENDING_NANOS;
            lasts = Math.min(SlowVerdict.LONGEST_NANOS, 2 * lasts);
        }
        assertThat(lasts).isEqualTo(SlowVerdict.LONGEST_NANOS);
    }

    @Test
    void whatWasUnderWayWhenTheVerdictEndedDoesNotCount() {
        becomeSlow();
        now += SlowVerdict.FIRST_NANOS;
        assertThat(statement.usesFew(now)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            now += 1_000;
            statement.measured(SLOW, now);
        }
        assertThat(statement.usesFew(now)).isTrue();
    }
}
