package io.quarkiverse.psycopg.runtime.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which slow executions are taken for pauses of the machine, and which make a statement lose its place; without a clock. */
class PauseAllowanceTest {

    private static final long FAST = StatementProfile.SHORT_NANOS;
    private static final long SLOW = FAST + 1;
    private static final long MICROS = 1_000;

    private final StatementProfile statement = new StatementProfile("SELECT 1", true);
    private long now = 9_000_000_000L;

    private void fast(int times) {
        for (int i = 0; i < times; i++) {
            now += 10 * MICROS;
            statement.measured(100 * MICROS, now);
        }
    }

    private void slow(long nanos) {
        now += nanos;
        statement.measured(nanos, now);
    }

    @Test
    void oneThatIsSeldomSlowForAMomentStaysShort() {
        fast(PauseAllowance.MOST);
        for (int i = 0; i < 100; i++) {
            slow(SLOW);
            assertThat(statement.isShort()).isTrue();
            fast(PauseAllowance.EACH);
        }
    }

    @Test
    void oneThatIsSlowMoreOftenThanThatDoesNot() {
        fast(PauseAllowance.MOST);
        int covered = 0;
        while (statement.isShort()) {
            slow(SLOW);
            fast(PauseAllowance.EACH / 2);
            covered++;
            assertThat(covered).as("what was saved is used up").isLessThan(10);
            slow(SLOW);
        }
    }

    @Test
    void oneThatIsSlowInOneOfAHundredExecutionsHasToRunThroughEverLongerRuns() {
        for (int i = 0; i < 2_000; i++) {
            fast(99);
            slow(SLOW);
        }
        fast(StatementProfile.LONGEST_RUN - 1);
        assertThat(statement.isShort()).isFalse();
        fast(1);
        assertThat(statement.isShort()).isTrue();
    }

    @Test
    void oneThatTakesLongIsNoPauseHoweverSeldom() {
        fast(1_000_000);
        slow(PauseAllowance.LONGEST_NANOS + 1);
        assertThat(statement.isShort()).isFalse();
    }

    @Test
    void theLongerItTakesTheMoreItCosts() {
        fast(PauseAllowance.EACH);
        slow(2 * FAST);
        assertThat(statement.isShort()).isFalse();
        fast(2 * PauseAllowance.EACH);
        assertThat(statement.isShort()).isTrue();
        slow(2 * FAST);
        assertThat(statement.isShort()).isTrue();
        slow(2 * FAST);
        assertThat(statement.isShort()).isFalse();
    }

    @Test
    void thoseUnderWayInTheSamePauseCountOnce() {
        fast(PauseAllowance.EACH + 1);
        now += SLOW;
        for (int i = 0; i < 64; i++) {
            statement.measured(SLOW - i, now + i);
            statement.measured(SLOW, now + i);
        }
        assertThat(statement.isShort()).isTrue();
        slow(SLOW);
        assertThat(statement.isShort()).as("one that began afterwards").isFalse();
    }

    @Test
    void executionsFarApartSayNothingOfEachOther() {
        for (int i = 0; i < 10 * PauseAllowance.MOST; i++) {
            now += PauseAllowance.SOON_NANOS + 1;
            statement.measured(FAST, now);
        }
        slow(SLOW);
        assertThat(statement.isShort()).isFalse();
    }

    @Test
    void runIsCountedWithoutEnd() {
        fast(100_000);
        for (int i = 0; i < 100; i++) {
            fast(100_000);
            assertThat(statement.isShort()).isTrue();
        }
    }
}
