package io.quarkiverse.psycopg.runtime.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is learned of a statement, and who may be sent behind whom, without a clock. */
class StatementProfileTest {

    private static final long FAST = StatementProfile.SHORT_NANOS;
    private static final long SLOW = FAST + 1;
    private static final long SECOND = 1_000_000_000L;

    private long now = 5 * SECOND;

    private final StatementProfile reader = new StatementProfile("SELECT 1", true);
    private final SessionShares shares = new SessionShares();

    private void run(StatementProfile statement, int times, long nanos) {
        for (int i = 0; i < times; i++) {
            now += SECOND;
            statement.measured(nanos, now);
        }
    }

    private static StatementProfile known(String sql, boolean reads) {
        StatementProfile statement = new StatementProfile(sql, reads);
        for (int i = 0; i < StatementProfile.FIRST_RUN; i++) {
            statement.measured(FAST, i);
        }
        statement.checked(false, 1);
        return statement;
    }

    @Test
    void statementIsShortAfterARunOfShortExecutions() {
        run(reader, StatementProfile.FIRST_RUN - 1, FAST);
        assertThat(reader.isShort()).isFalse();
        run(reader, 1, FAST);
        assertThat(reader.isShort()).isTrue();
        run(reader, 1, SLOW);
        assertThat(reader.isShort()).isFalse();
    }

    @Test
    void statementThatKeepsBeingSlowNowAndThenNeedsEverLongerRuns() {
        int needed = StatementProfile.FIRST_RUN;
        run(reader, 1, SLOW);
        while (needed <= StatementProfile.LONGEST_RUN) {
            run(reader, needed - 1, FAST);
            assertThat(reader.isShort()).as("after %d", needed - 1).isFalse();
            run(reader, 1, FAST);
            assertThat(reader.isShort()).as("after %d", needed).isTrue();
            run(reader, 1, SLOW);
            needed *= 2;
        }
        run(reader, StatementProfile.LONGEST_RUN, FAST);
        assertThat(reader.isShort()).isTrue();
    }

    @Test
    void pauseOfTheMachineCountsOnce() {
        for (int i = 0; i < 64; i++) {
            reader.measured(SLOW, now);
        }
        run(reader, StatementProfile.FIRST_RUN, FAST);
        assertThat(reader.isShort()).isTrue();
    }

    @Test
    void longTimeOfGoodConductShortensTheRunAgain() {
        run(reader, 2, SLOW);
        run(reader, 16 * 2 * StatementProfile.FIRST_RUN, FAST);
        reader.measured(SLOW, now);
        run(reader, 2 * StatementProfile.FIRST_RUN, FAST);
        assertThat(reader.isShort()).isTrue();
    }

    @Test
    void catalogIsAskedOnceAndAgainAfterAWhile() {
        assertThat(reader.beginCheck(now)).as("it is used too seldom").isFalse();
        run(reader, StatementProfile.FIRST_RUN, FAST);
        assertThat(reader.beginCheck(now)).isTrue();
        assertThat(reader.beginCheck(now)).as("it is being asked").isFalse();
        assertThat(reader.mayFollow()).isFalse();
        reader.checked(false, now);
        assertThat(reader.mayFollow()).isTrue();
        assertThat(reader.mayLead()).isTrue();
        assertThat(reader.beginCheck(now + StatementProfile.CHECK_AGAIN_NANOS - 1)).isFalse();
        assertThat(reader.beginCheck(now + StatementProfile.CHECK_AGAIN_NANOS)).isTrue();
        reader.checked(true, now);
        assertThat(reader.mayFollow() || reader.mayLead()).isFalse();
    }

    @Test
    void failedCheckIsNotRepeatedAtOnce() {
        run(reader, StatementProfile.FIRST_RUN, FAST);
        assertThat(reader.beginCheck(now)).isTrue();
        reader.checkFailed(now);
        assertThat(reader.mayFollow()).isFalse();
        assertThat(reader.beginCheck(now + 1)).isFalse();
        assertThat(reader.beginCheck(now + StatementProfile.CHECK_AGAIN_NANOS)).isTrue();
    }

    @Test
    void writerMayFollowButNeverLeads() {
        StatementProfile writer = known("INSERT", false);
        assertThat(writer.mayFollow()).isTrue();
        assertThat(writer.mayLead()).isFalse();
    }

    @Test
    void sessionTakesFollowersUpToItsDepth() {
        StatementProfile known = known("SELECT 1", true);
        shares.learn(known);
        assertThat(shares.admits(known, now)).as("an idle session is not shared").isFalse();
        for (int i = 0; i < SessionShares.MOST; i++) {
            shares.begin(known, now);
            assertThat(shares.admits(known, now)).isEqualTo(i + 1 < SessionShares.MOST);
        }
        assertThat(shares.end(now + 3)).isEqualTo(3);
        assertThat(shares.admits(known, now + 3)).isTrue();
    }

    @Test
    void sessionTakesNoFollowerThatIsNotPreparedOnIt() {
        StatementProfile known = known("SELECT 1", true);
        shares.begin(known, now);
        assertThat(shares.admits(known, now)).isFalse();
        shares.learn(known);
        assertThat(shares.admits(known, now)).isTrue();
    }

    @Test
    void nobodyFollowsOneThatHasTheSessionToItselfOrMayNotLead() {
        StatementProfile known = known("SELECT 1", true);
        shares.learn(known);
        shares.begin(null, now);
        assertThat(shares.admits(known, now)).isFalse();
        shares.end(now);
        shares.begin(new StatementProfile("SELECT 2", true), now);
        assertThat(shares.admits(known, now)).as("behind one that is not known").isFalse();
        shares.end(now);
        shares.begin(known, now);
        shares.begin(known("UPDATE", false), now);
        assertThat(shares.admits(known, now)).as("behind one that may wait for a lock").isFalse();
        shares.end(now);
        assertThat(shares.admits(known, now)).as("as long as that is under way").isFalse();
        shares.end(now);
        shares.begin(known, now);
        assertThat(shares.admits(known, now)).isTrue();
    }

    @Test
    void nobodyFollowsOneThatTakesLongerThanItUsedTo() {
        StatementProfile known = known("SELECT 1", true);
        shares.learn(known);
        shares.begin(known, now);
        assertThat(shares.admits(known, now + FAST)).isTrue();
        assertThat(shares.admits(known, now + SLOW)).isFalse();
        shares.begin(known, now);
        shares.withdraw();
        assertThat(shares.admits(known, now + SLOW)).as("one that was not sent tells nothing of the server").isFalse();
    }

    @Test
    void nobodyFollowsBehindACancelUntilAllHasEnded() {
        StatementProfile known = known("SELECT 1", true);
        shares.learn(known);
        shares.begin(known, now);
        shares.begin(known, now);
        shares.close();
        shares.end(now);
        assertThat(shares.admits(known, now)).isFalse();
        shares.end(now);
        shares.begin(known, now);
        assertThat(shares.admits(known, now)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "BEGIN", "COMMIT", "SET x = 1", "LISTEN a", "CREATE TEMP TABLE t ()", "SELECT 1; SELECT 2",
            "SELECT set_config('a', 'b', false)", "SELECT pg_advisory_lock(1)", "DECLARE c CURSOR FOR SELECT 1", "VACUUM",
            "WITH a AS (SELECT 1) SELECT", "EXPLAIN ANALYZE SELECT 1", "CALL p()", "INSERT INTO pg_temp.t VALUES (1); SELECT",
            "PREPARE a AS SELECT 1", "EXECUTE a", "FETCH a", "COPY t TO STDOUT" })
    void otherStatementsAlwaysHaveASessionToThemselves(String sql) {
        assertThat(new StatementProfiles().of(sql)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT 1 FOR UPDATE", "select v from t for no key update", "SELECT v INTO n FROM t",
            "SELECT v FROM t FOR KEY SHARE", "INSERT INTO t VALUES (1)", "DELETE FROM t", "update t set v = 1",
            "SELECT U&\"d\\0061t\"" })
    void statementsThatLockOrWriteNeverLead(String sql) {
        StatementProfile statement = new StatementProfiles().of(sql);
        run(statement, StatementProfile.FIRST_RUN, FAST);
        statement.checked(false, now);
        assertThat(statement.mayFollow()).isTrue();
        assertThat(statement.mayLead()).isFalse();
    }

    @Test
    void profilesAreKeptWhileTheyAreUsedAndBounded() {
        StatementProfiles profiles = new StatementProfiles();
        StatementProfile used = profiles.of("SELECT used");
        StatementProfile idle = profiles.of("SELECT idle");
        for (int i = 0; i < 5_000; i++) {
            profiles.of("SELECT " + i);
            assertThat(profiles.of("SELECT used")).isSameAs(used);
        }
        assertThat(profiles.of("SELECT idle")).as("it was forgotten").isNotSameAs(idle);
    }
}
