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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.connection.Script.Told;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Group;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;

/** The order of requests and replies, without a socket. */
class ExchangeQueueTest {

    private static final BackendMessage BOUND = EmptyMessage.BIND_COMPLETE;

    private final Script script = new Script();

    @Test
    void newStatementIsDescribedBeforeItIsBound() {
        Told<List<Row>> told = script.submit("SELECT $1", 1);
        assertThat(script.written()).isEqualTo("PDH");
        script.reply(described(1));
        assertThat(script.written()).isEqualTo("BES");
        script.reply(BOUND, row(7), row(8), tag("SELECT 2"));
        assertThat(told.times).isZero();
        script.reply(idle());
        assertThat(values(told.result)).containsExactly(7, 8);
        assertThat(script.queue.isIdle()).isTrue();
    }

    @Test
    void nothingIsWrittenBehindAStatementThatIsNotBoundYet() {
        script.submit("SELECT $1", 1);
        script.submit("SELECT 2");
        assertThat(script.written()).isEqualTo("PDH");
        script.reply(described(1));
        assertThat(script.written()).isEqualTo("BESPDH");
    }

    @Test
    void preparedStatementsPipelineWithASyncEach() {
        script.prepare("SELECT $1", 1, 0);
        Told<List<Row>> first = script.submit("SELECT $1", 1);
        Told<List<Row>> second = script.submit("SELECT $1", 2);
        assertThat(script.written()).isEqualTo("BESBES");
        script.reply(BOUND, row(1), tag("SELECT 1"), idle());
        assertThat(values(first.result)).containsExactly(1);
        assertThat(second.times).isZero();
        script.reply(BOUND, row(2), tag("SELECT 1"), idle());
        assertThat(values(second.result)).containsExactly(2);
    }

    @Test
    void behindAPoolerNothingIsSentBehindASyncThatMayEndItsHoldOnTheServer() {
        script.prepare("SELECT $1", 1, 0);
        script.queue.transaction().behindPooler();
        Told<List<Row>> first = script.submit("SELECT $1", 1);
        Told<List<Row>> second = script.submit("SELECT $1", 2);
        assertThat(script.written()).isEqualTo("BES");
        script.reply(BOUND, row(1), tag("SELECT 1"));
        assertThat(script.written()).isEmpty();
        script.reply(idle());
        assertThat(script.written()).isEqualTo("BES");
        script.reply(BOUND, row(2), tag("SELECT 1"), idle());
        assertThat(values(first.result)).containsExactly(1);
        assertThat(values(second.result)).containsExactly(2);
    }

    @Test
    void behindAPoolerATransactionIsPipelinedUntilItsEnd() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        script.queue.transaction().behindPooler();
        script.submit("SELECT $1", 1);
        assertThat(script.written()).isEqualTo("BES");
        script.submit("SELECT $1", 2);
        assertThat(script.written()).isEqualTo("BES");
        script.command("COMMIT");
        script.submit("SELECT $1", 3);
        assertThat(script.written()).isEqualTo("PDH");
    }

    @Test
    void errorFailsItsOwnStatementOnly() {
        script.prepare("SELECT $1", 1, 0);
        Told<List<Row>> first = script.submit("SELECT $1", 1);
        Told<List<Row>> second = script.submit("SELECT $1", 2);
        script.written();
        script.reply(error("22012"), idle(), BOUND, row(2), tag("SELECT 1"), idle());
        assertThat(first.failure.sqlState()).contains("22012");
        assertThat(values(second.result)).containsExactly(2);
    }

    @Test
    void statementsOfOneFlushInATransactionShareASync() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        Told<List<Row>> first = script.submit("SELECT $1", 1);
        Told<List<Row>> second = script.submit("SELECT $1", 2);
        assertThat(script.written()).isEqualTo("BEBES");
        script.reply(BOUND, row(1), tag("SELECT 1"), BOUND, row(2), tag("SELECT 1"));
        assertThat(first.times + second.times).isZero();
        script.reply(inTransaction());
        assertThat(values(first.result)).containsExactly(1);
        assertThat(values(second.result)).containsExactly(2);
    }

    @Test
    void manyStatementsOfOneFlushInATransactionAreGroupsThatTheServerAnswersInTurn() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        List<Told<List<Row>>> all = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            all.add(script.submit("SELECT $1", i));
        }
        assertThat(script.written()).isEqualTo("BE".repeat(32) + "S" + "BE".repeat(32) + "S" + "BE".repeat(6) + "S");
        for (int i = 0; i < 32; i++) {
            script.reply(BOUND, row(i), tag("SELECT 1"));
        }
        script.reply(inTransaction());
        assertThat(all).extracting(told -> told.times).startsWith(Collections.nCopies(32, 1).toArray(Integer[]::new))
                .endsWith(Collections.nCopies(38, 0).toArray(Integer[]::new));
        script.reply(BOUND, row(32), tag("SELECT 1"), error("22012"), failed());
        assertThat(values(all.get(32).result)).containsExactly(32);
        assertThat(all.get(33).failure.sqlState()).contains("22012");
        assertThat(all.subList(34, 64)).allSatisfy(told -> assertThat(told.failure.sqlState()).contains("25P02"));
        assertThat(all.subList(64, 70)).allSatisfy(told -> assertThat(told.times).isZero());
        script.reply(error("25P02"), failed());
        assertThat(all).allSatisfy(told -> assertThat(told.times).isOne());
    }

    @Test
    void halfOfWhatIsUnderWayInATransactionIsAGroup() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        for (int i = 0; i < 12; i++) {
            script.submit("SELECT $1", i);
        }
        assertThat(script.written()).isEqualTo("BEBEBEBEBEBESBEBEBEBEBEBES");
        for (int i = 0; i < 6; i++) {
            script.reply(BOUND, row(i), tag("SELECT 1"));
        }
        script.reply(inTransaction());
        for (int i = 0; i < 6; i++) {
            script.submit("SELECT $1", i);
        }
        assertThat(script.written()).isEqualTo("BEBEBEBEBEBES");
    }

    @Test
    void fewStatementsInATransactionAreOneGroup() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        for (int i = 0; i < 4; i++) {
            script.submit("SELECT $1", i);
        }
        assertThat(script.written()).isEqualTo("BEBEBEBES");
    }

    @Test
    void unitHasOneSyncHoweverManyItsStatementsAre() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        Group unit = new Group();
        for (int i = 0; i < 70; i++) {
            member(unit, i);
        }
        assertThat(script.written()).isEqualTo("BE".repeat(70) + "S");
    }

    @Test
    void statementBehindAFailedOneInATransactionFailsAsTheServerWouldSay() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        Told<List<Row>> first = script.submit("SELECT $1", 1);
        Told<List<Row>> second = script.submit("SELECT $1", 2);
        Told<List<Row>> third = script.submit("SELECT $1", 3);
        script.written();
        script.reply(BOUND, row(1), tag("SELECT 1"), error("22012"), failed());
        assertThat(values(first.result)).containsExactly(1);
        assertThat(second.failure.sqlState()).contains("22012");
        assertThat(third.failure.sqlState()).contains("25P02");
        assertThat(first.times + second.times + third.times).isEqualTo(3);
    }

    @Test
    void transactionControlNeverSharesASync() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        script.submit("SELECT $1", 1);
        script.command("COMMIT");
        script.submit("SELECT $1", 2);
        assertThat(script.written()).isEqualTo("BESPDH");
    }

    @Test
    void errorAtParseResynchronizesAtOnce() {
        Told<List<Row>> first = script.submit("SELEC");
        Told<List<Row>> second = script.submit("SELECT 1");
        script.written();
        script.reply(error("42601"));
        assertThat(script.written()).isEqualTo("SPDH");
        script.reply(idle());
        assertThat(first.failure.sqlState()).contains("42601");
        assertThat(second.times).isZero();
    }

    @Test
    void errorOfTheCommitAtSyncFailsTheStatement() {
        script.prepare("SELECT $1", 1, 0);
        Told<List<Row>> told = script.submit("SELECT $1", 1);
        Told<List<Row>> next = script.submit("SELECT $1", 2);
        script.written();
        script.reply(BOUND, tag("INSERT 0 1"), error("23505"), idle(), BOUND, row(2), tag("SELECT 1"), idle());
        assertThat(told.failure.sqlState()).contains("23505");
        assertThat(values(next.result)).containsExactly(2);
    }

    @Test
    void unitIsSkippedBehindItsError() {
        script.prepare("SELECT $1", 1, 0);
        Group unit = new Group();
        Told<List<Row>> first = member(unit, 1);
        Told<List<Row>> second = member(unit, 2);
        Told<List<Row>> third = member(unit, 3);
        Told<List<Row>> behind = script.submit("SELECT $1", 4);
        assertThat(script.written()).isEqualTo("BEBEBESBES");
        script.reply(BOUND, row(1), tag("SELECT 1"), error("22012"), idle(), BOUND, row(4), tag("SELECT 1"), idle());
        assertThat(values(first.result)).containsExactly(1);
        assertThat(second.failure.sqlState()).contains("22012");
        assertThat(third.failure).hasMessageContaining("not executed");
        assertThat(values(behind.result)).containsExactly(4);
    }

    @Test
    void memberThatCannotBeEncodedFailsItsUnitOnTheServer() {
        script.prepare("SELECT $1", 1, 0);
        Group unit = new Group();
        Told<List<Row>> first = member(unit, 1);
        Told<List<Row>> second = member(unit, Integer.MAX_VALUE + 1L);
        Told<List<Row>> third = member(unit, 3);
        assertThat(script.written()).isEqualTo("BEPDH");
        script.reply(BOUND, row(1), tag("SELECT 1"));
        script.reply(described(1));
        assertThat(script.written()).startsWith("E");
        script.reply(error("34000"));
        script.written();
        script.reply(idle());
        assertThat(second.failure).isInstanceOf(DataException.class);
        assertThat(first.times + second.times + third.times).isEqualTo(3);
        assertThat(third.failure).isNotNull();
    }

    private Told<List<Row>> member(Group unit, Object value) {
        Told<List<Row>> told = new Told<>();
        Exchange exchange = script.query("SELECT $1", told, value);
        exchange.joins(unit);
        script.submit(exchange);
        return told;
    }

    @Test
    void lostPreparedStatementIsPreparedAgainOnce() {
        script.prepare("SELECT $1", 1, 0);
        Told<List<Row>> told = script.submit("SELECT $1", 1);
        assertThat(script.written()).isEqualTo("BES");
        script.reply(error("26000"), idle());
        assertThat(told.times).isZero();
        assertThat(script.written()).isEqualTo("PDH");
        script.reply(described(1));
        script.written();
        script.reply(BOUND, row(1), tag("SELECT 1"), idle());
        assertThat(values(told.result)).containsExactly(1);
    }

    @Test
    void lostPreparedStatementInATransactionIsNotRunAgain() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        Told<List<Row>> told = script.submit("SELECT $1", 1);
        script.written();
        script.reply(error("26000"), failed());
        assertThat(told.failure.sqlState()).contains("26000");
    }

    @Test
    void replyToNobodyIsAViolation() {
        assertThatThrownBy(() -> script.reply(row(1))).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void replyOfTheWrongKindIsAViolationThatNamesBoth() {
        script.submit("SELECT 1");
        script.written();
        assertThatThrownBy(() -> script.reply(tag("SELECT 1"))).isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("expected ParseComplete");
    }

    @Test
    void lossTellsWhatIsKnown() {
        script.prepare("SELECT $1", 1, 0);
        Told<List<Row>> sent = script.submit("SELECT $1", 1);
        script.written();
        Told<List<Row>> unsent = script.submit("SELECT $1", 2);
        script.queue.lost((outcome, exchange) -> new ConnectionLostException("gone", null, outcome));
        assertThat(sent.failure.outcome()).contains(Outcome.UNKNOWN);
        assertThat(unsent.failure.outcome()).contains(Outcome.NOT_SENT);
        assertThat(sent.times + unsent.times).isEqualTo(2);
    }

    @Test
    void lossInATransactionMeansRolledBackUnlessACommitWasSent() {
        script.prepare("SELECT $1", 1, 0);
        script.begin();
        Told<List<Row>> inside = script.submit("SELECT $1", 1);
        script.written();
        script.queue.lost((outcome, exchange) -> new ConnectionLostException("gone", null, outcome));
        assertThat(inside.failure.outcome()).contains(Outcome.ROLLED_BACK);
    }

    @Test
    void withdrawnExchangeIsNeverWritten() {
        script.prepare("SELECT $1", 1, 0);
        Told<List<Row>> told = new Told<>();
        Exchange exchange = script.query("SELECT $1", told, 1);
        script.submit(exchange);
        assertThat(script.queue.withdraw(exchange)).isTrue();
        assertThat(script.written()).isEmpty();
    }

    @Test
    void nothingIsWrittenWhileACancelIsUnderWay() {
        script.prepare("SELECT $1", 1, 0);
        script.submit("SELECT $1", 1);
        script.queue.hold();
        assertThat(script.written()).isEmpty();
        script.queue.release();
        assertThat(script.written()).isEqualTo("BES");
    }
}
