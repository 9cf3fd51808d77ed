package io.quarkiverse.psycopg.runtime.driver.connection;

import static io.quarkiverse.psycopg.runtime.driver.connection.Script.described;
import static io.quarkiverse.psycopg.runtime.driver.connection.Script.error;
import static io.quarkiverse.psycopg.runtime.driver.connection.Script.failed;
import static io.quarkiverse.psycopg.runtime.driver.connection.Script.idle;
import static io.quarkiverse.psycopg.runtime.driver.connection.Script.inTransaction;
import static io.quarkiverse.psycopg.runtime.driver.connection.Script.row;
import static io.quarkiverse.psycopg.runtime.driver.connection.Script.tag;
import static io.quarkiverse.psycopg.runtime.driver.connection.Script.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.connection.Script.Told;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.Knowledge;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.SessionCommands;
import io.quarkiverse.psycopg.runtime.driver.exchange.SimpleQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;

/** The BEGIN in front of the first statement, and what waits for whom, without a socket. */
class ImplicitBeginTest {

    private static final BackendMessage[] BEGUN = { EmptyMessage.PARSE_COMPLETE, EmptyMessage.BIND_COMPLETE, tag("BEGIN") };

    private final Script script = new Script();

    private Told<List<ResultSet>> simple(String sql) {
        Told<List<ResultSet>> told = new Told<>();
        script.submit(new SimpleQuery(sql, script.types, true, told));
        return told;
    }

    private Told<Void> commands(Knowledge needs, String... sql) {
        Told<Void> told = new Told<>();
        script.submit(new SessionCommands(needs, state -> List.of(sql), "steering", script.statements, told));
        return told;
    }

    @Test
    void statementIsDescribedBehindTheBegin() {
        script.queue.transaction().beginImplicitly("BEGIN");
        Told<List<Row>> told = script.submit("SELECT $1", 1);
        assertThat(script.written()).isEqualTo("PBEPDH");
        script.reply(BEGUN);
        script.reply(described(1));
        assertThat(script.written()).isEqualTo("BES");
        script.reply(EmptyMessage.BIND_COMPLETE, row(7), tag("SELECT 1"), inTransaction());
        assertThat(values(told.result)).containsExactly(7);
        script.submit("SELECT $1", 1);
        assertThat(script.written()).isEqualTo("BES");
    }

    @Test
    void queryIsPipelinedBehindTheBeginAndBringsTheOnlyReadyForQuery() {
        script.queue.transaction().beginImplicitly("BEGIN");
        Told<List<ResultSet>> told = simple("SELECT 1");
        assertThat(script.written()).isEqualTo("PBEQ");
        script.reply(BEGUN);
        script.reply(Script.columns(), row(1), tag("SELECT 1"), inTransaction());
        assertThat(told.result).hasSize(1);
        assertThat(script.queue.isIdle()).isTrue();
    }

    @Test
    void refusedBeginKeepsTheQueryFromRunning() {
        script.queue.transaction().beginImplicitly("BEGIN");
        Told<List<ResultSet>> told = simple("INSERT");
        assertThat(script.written()).isEqualTo("PBEQ");
        script.reply(EmptyMessage.PARSE_COMPLETE, EmptyMessage.BIND_COMPLETE, error("57014"));
        assertThat(new String(script.out().toByteArray(), java.nio.charset.StandardCharsets.US_ASCII)).startsWith("S");
        script.out().reset();
        assertThat(told.times).isZero();
        script.reply(idle());
        assertThat(told.failure.sqlState()).contains("57014");
        assertThat(script.queue.isIdle()).isTrue();
        simple("SELECT 1");
        assertThat(script.written()).isEqualTo("PBEQ");
    }

    @Test
    void refusedBeginKeepsTheStatementFromRunning() {
        script.queue.transaction().beginImplicitly("BEGIN");
        Told<List<Row>> told = script.submit("SELECT $1", 1);
        script.written();
        script.reply(EmptyMessage.PARSE_COMPLETE, EmptyMessage.BIND_COMPLETE, error("0A000"), idle());
        assertThat(told.failure.sqlState()).contains("0A000");
    }

    @Test
    void failedQueryBehindTheBeginIsItsOwnError() {
        script.queue.transaction().beginImplicitly("BEGIN");
        Told<List<ResultSet>> told = simple("SELECT 1/0");
        script.written();
        script.reply(BEGUN);
        script.reply(error("22012"), failed());
        assertThat(told.failure.sqlState()).contains("22012");
        simple("SELECT 1");
        assertThat(script.written()).isEqualTo("Q");
    }

    @Test
    void nothingFollowsABeginThatIsNotAnswered() {
        script.queue.transaction().beginImplicitly("BEGIN");
        simple("SELECT 1");
        simple("SELECT 2");
        assertThat(script.written()).isEqualTo("PBEQ");
        script.reply(BEGUN);
        script.reply(Script.columns(), row(1), tag("SELECT 1"), inTransaction());
        assertThat(script.written()).isEqualTo("Q");
    }

    @Test
    void statementThatCannotBeWrittenTakesTheBeginBack() {
        script.queue.transaction().beginImplicitly("BEGIN");
        Told<List<Row>> told = script.submit("COPY t FROM STDIN");
        assertThat(script.written()).isEmpty();
        assertThat(told.failure).isInstanceOf(ProgrammingException.class);
        assertThat(script.queue.isIdle()).isTrue();
        simple("SELECT 1");
        assertThat(script.written()).isEqualTo("PBEQ");
    }

    @Test
    void lostConnectionRollsTheStatementBack() {
        script.queue.transaction().beginImplicitly("BEGIN");
        Told<List<ResultSet>> told = simple("INSERT");
        script.written();
        script.queue.lost((outcome, exchange) -> new ConnectionLostException("lost", null, outcome));
        assertThat(told.failure.outcome()).contains(Outcome.ROLLED_BACK);
    }

    @Test
    void commandsWithNothingToSendSettleAtOnce() {
        Told<Void> told = commands(Knowledge.STATE);
        assertThat(script.written()).isEmpty();
        assertThat(told.times).isEqualTo(1);
        assertThat(told.failure).isNull();
    }

    @Test
    void commandsThatNeedEverythingAreAlone() {
        simple("SELECT 1");
        commands(Knowledge.EVERYTHING, "SET a", "SET b");
        simple("SELECT 2");
        assertThat(script.written()).isEqualTo("Q");
        script.reply(Script.columns(), row(1), tag("SELECT 1"), idle());
        assertThat(script.written()).isEqualTo("PBEPBES");
        script.reply(EmptyMessage.PARSE_COMPLETE, EmptyMessage.BIND_COMPLETE, tag("SET"), EmptyMessage.PARSE_COMPLETE,
                EmptyMessage.BIND_COMPLETE, tag("SET"), idle());
        assertThat(script.written()).isEqualTo("Q");
    }

    @Test
    void commitIsPipelinedBehindStatementsOfAKnownTransaction() {
        script.begin();
        simple("SELECT 1");
        Told<Void> commit = commands(Knowledge.STATE, "COMMIT");
        assertThat(script.written()).isEqualTo("QPBES");
        script.reply(Script.columns(), row(1), tag("SELECT 1"), inTransaction());
        script.reply(EmptyMessage.PARSE_COMPLETE, EmptyMessage.BIND_COMPLETE, tag("ROLLBACK"), idle());
        assertThat(commit.failure.sqlState()).contains("25P02");
    }

    @Test
    void commitOfALostConnectionIsUnknown() {
        script.begin();
        Told<Void> commit = commands(Knowledge.STATE, "COMMIT");
        Told<CommandTag> next = script.command("SELECT 2");
        script.written();
        script.queue.lost((outcome, exchange) -> new ConnectionLostException("lost", null, outcome));
        assertThat(commit.failure.outcome()).contains(Outcome.UNKNOWN);
        assertThat(next.failure.outcome()).contains(Outcome.UNKNOWN);
    }
}
