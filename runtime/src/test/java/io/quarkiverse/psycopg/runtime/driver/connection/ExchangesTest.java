package io.quarkiverse.psycopg.runtime.driver.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;

/**
 * Every operation of a session, without a socket: its normal course, an error in place of each reply, the connection lost
 * behind each reply, the replies split at every byte, and asynchronous messages before each of them.
 */
class ExchangesTest {

    private static final int REPLIES_TO_THE_FIRST_USE = 8;

    /** The connection is where it was before: nothing is outstanding, and the next statement gets its own rows. */
    private static void inOrder(Conversation talk) {
        assertThat(talk.queue.isIdle()).isTrue();
        assertThat(talk.catalog.state()).isNotEqualTo(TypeCatalog.State.LOADING);
        talk.server.failsAt(-1);
        talk.whenQuiet(() -> false);
        Told next = new Told();
        talk.queue.submit(ExchangeFlow.query("SELECT v", talk, next));
        talk.run();
        assertThat(next.told()).isEqualTo("[7, 8]");
    }

    @ParameterizedTest
    @EnumSource(ExchangeFlow.class)
    void operationEndsOnceWithItsOutcome(ExchangeFlow flow) {
        Conversation talk = ExchangeFlow.conversation();
        Told told = flow.run(talk);
        assertThat(told.told()).isEqualTo(flow.outcome);
        assertThat(told.times).isEqualTo(1);
        inOrder(talk);
    }

    @ParameterizedTest
    @EnumSource(ExchangeFlow.class)
    void repliesMayBeSplitAtEveryByte(ExchangeFlow flow) {
        Conversation whole = ExchangeFlow.conversation();
        flow.run(whole);
        for (int round = 0; round < whole.lengths().size(); round++) {
            for (int at = 1; at < whole.lengths().get(round); at++) {
                Conversation talk = ExchangeFlow.conversation().cutting(round, at);
                Told told = flow.run(talk);
                assertThat(told.told()).as("round %d, byte %d", round, at).isEqualTo(flow.outcome);
                assertThat(told.times).isEqualTo(1);
            }
        }
        Conversation talk = ExchangeFlow.conversation().byteByByte();
        assertThat(flow.run(talk).told()).isEqualTo(flow.outcome);
        inOrder(talk);
    }

    @ParameterizedTest
    @EnumSource(ExchangeFlow.class)
    void asynchronousMessagesNeverReachIt(ExchangeFlow flow) {
        Conversation talk = ExchangeFlow.conversation().chatty();
        Told told = flow.run(talk);
        assertThat(told.told()).isEqualTo(flow.outcome);
        assertThat(talk.overheard()).isGreaterThanOrEqualTo(3 * talk.server.told());
        inOrder(talk);
    }

    @ParameterizedTest
    @EnumSource(ExchangeFlow.class)
    void errorInPlaceOfEachReplyFailsIt(ExchangeFlow flow) {
        Conversation whole = ExchangeFlow.conversation();
        flow.run(whole);
        int before = flow == ExchangeFlow.PREPARED_STATEMENT ? REPLIES_TO_THE_FIRST_USE : 0;
        for (int reply = before; reply < whole.server.told(); reply++) {
            Conversation talk = ExchangeFlow.conversation();
            talk.server.failsAt(reply);
            Told told = flow.run(talk);
            assertThat(told.times).as("reply %d", reply).isEqualTo(1);
            if (flow != ExchangeFlow.STOPPED_STREAM) {
                assertThat(told.failure).as("reply %d", reply).isNotNull();
                assertThat(told.failure.sqlState().orElse(told.failure.getMessage())).as("reply %d", reply)
                        .isIn(PlayedServer.FAILURE, flow.outcome);
            }
            inOrder(talk);
        }
    }

    @ParameterizedTest
    @EnumSource(ExchangeFlow.class)
    void connectionLostBehindEachReplyFailsItUnlessAllHadCome(ExchangeFlow flow) {
        Conversation whole = ExchangeFlow.conversation();
        flow.run(whole);
        for (int replies = 0; replies < whole.server.told(); replies++) {
            Conversation talk = ExchangeFlow.conversation().lostAfter(replies);
            Told told = flow.run(talk);
            assertThat(told.times).as("behind reply %d", replies).isEqualTo(1);
            assertThat(talk.catalog.state()).as("behind reply %d", replies).isNotEqualTo(TypeCatalog.State.LOADING);
            assertThat(told.told()).as("behind reply %d", replies).isIn("gone",
                    flow == ExchangeFlow.STOPPED_STREAM || told.failure != null ? flow.outcome : "gone");
        }
    }

    @Test
    void manyNamesTheEntryThatFailed() {
        for (int entry = 0; entry < 3; entry++) {
            Conversation talk = ExchangeFlow.conversation();
            talk.server.failsAt(3 + 2 * entry);
            Told told = ExchangeFlow.MANY.run(talk);
            assertThat(told.failure.entry()).hasValue(entry);
        }
    }

    /** The entries that were sent behind the first went to a statement that the server had lost. */
    @Test
    void manyWhoseStatementIsGoneSendsAllItsEntriesAgain() {
        for (String state : List.of("26000", "0A000")) {
            Conversation talk = ExchangeFlow.conversation();
            ExchangeFlow.MANY.run(talk);
            talk.server.failsAt(talk.server.told(), state);
            Told again = ExchangeFlow.MANY.run(talk);
            assertThat(again.told()).isEqualTo(ExchangeFlow.MANY.outcome);
            assertThat(again.times).isEqualTo(1);
            inOrder(talk);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ExchangeFlow.class, names = { "NEW_STATEMENT", "STREAM", "MANY" })
    void statementThatFailsWhileItRunsIsNotRunAgain(ExchangeFlow flow) {
        Conversation talk = ExchangeFlow.conversation();
        flow.run(talk);
        talk.server.failsAt(talk.server.told() + 1, "26000");
        Told again = flow.run(talk);
        assertThat(again.failure.sqlState()).contains("26000");
        inOrder(talk);
    }

    @Test
    void statementThatExpiresWhenItIsOnlyDescribedWasNotSent() {
        Conversation talk = ExchangeFlow.conversation();
        Told told = new Told();
        Exchange exchange = ExchangeFlow.NEW_STATEMENT.exchange(talk, told);
        talk.queue.submit(exchange);
        exchange.markExpired();
        talk.run();
        assertThat(told.times).isEqualTo(1);
        assertThat(told.failure).isInstanceOf(QueryTimeoutException.class);
        assertThat(told.failure.outcome()).contains(Outcome.NOT_SENT);
        inOrder(talk);
    }

    @Test
    void stoppedStreamAsksForNoFurtherBatch() {
        Conversation slow = ExchangeFlow.conversation();
        ExchangeFlow.SLOW_STREAM.run(slow);
        Conversation stopped = ExchangeFlow.conversation();
        ExchangeFlow.STOPPED_STREAM.run(stopped);
        assertThat(stopped.server.told()).isLessThan(slow.server.told() - 50);
    }

    @Test
    void connectionThatWaitsForAnothersTypesGoesOnBehindIt() {
        Conversation first = ExchangeFlow.conversation();
        Conversation second = new Conversation(first.server, first.catalog);
        Told waiting = new Told();
        TypeCatalog.Load load = first.catalog.load(List.of(ExchangeFlow.MOOD), () -> {
        }).orElseThrow();
        second.queue.submit(ExchangeFlow.UNKNOWN_TYPES.exchange(second, waiting));
        second.run();
        assertThat(waiting.times).as("the types are being asked for").isZero();
        load.abandon();
        second.run();
        assertThat(waiting.told()).isEqualTo(ExchangeFlow.UNKNOWN_TYPES.outcome);
        inOrder(second);
    }

    @ParameterizedTest
    @EnumSource(ExchangeFlow.class)
    void replyThatDoesNotBelongThereIsAViolationThatNamesIt(ExchangeFlow flow) {
        for (BackendMessage wrong : List.of(EmptyMessage.NO_DATA, EmptyMessage.CLOSE_COMPLETE)) {
            Conversation talk = ExchangeFlow.conversation();
            Told told = new Told();
            talk.queue.submit(flow.exchange(talk, told));
            talk.queue.pump(new WireWriter());
            assertThatThrownBy(() -> talk.message(wrong)).isInstanceOf(ProtocolViolationException.class)
                    .hasMessageContaining("got " + wrong.type());
            assertThat(told.times).isZero();
        }
    }
}
