package io.quarkiverse.psycopg.runtime.driver.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.runtime.driver.connection.PlayedServer.Played;
import io.quarkiverse.psycopg.runtime.driver.exchange.Barrier;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.CursorCommand;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ExtendedQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.ManyQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.quarkiverse.psycopg.runtime.driver.exchange.SimpleQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.StreamQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.TypeRefresh;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/**
 * Every operation of a session, without a socket: its normal course, an error in place of each reply, the connection lost
 * behind each reply, the replies split at every byte, and asynchronous messages before each of them.
 */
class ExchangesTest {

    private static final int BYTEA = 17;
    private static final int TEXT = 25;
    private static final int OID = 26;
    private static final int BYTEA_ARRAY = 1001;
    private static final int OID_ARRAY = 1028;
    private static final int MOOD = 70_000;
    private static final int MOODS = 70_002;
    private static final int[] NO_PARAMETERS = {};
    private static final int STREAMED = 130;
    private static final int REPLIES_TO_THE_FIRST_USE = 8;
    private static final int LARGE_ENTRIES = 12;

    /** An operation, and what it gives in the end. */
    enum Flow {
        NEW_STATEMENT("[7, 8]", (talk, told) -> query("SELECT v", talk, told)),
        PREPARED_STATEMENT("[7, 8]", (talk, told) -> {
            Outcome first = new Outcome();
            talk.queue.submit(query("SELECT v", talk, first));
            return query("SELECT v", talk, told);
        }),
        STREAM(STREAMED + " rows, all told", (talk, told) -> stream(talk, told, Integer.MAX_VALUE, false)),
        SLOW_STREAM(STREAMED + " rows, all told", (talk, told) -> stream(talk, told, 1, false)),
        STOPPED_STREAM("50 rows, all told", (talk, told) -> stream(talk, told, 1, true)),
        MANY("[1, 1, 1]", (talk, told) -> many(talk, told, "a", 3)),
        MANY_BEYOND_WHAT_MAY_BE_IN_FLIGHT(Collections.nCopies(LARGE_ENTRIES, 1).toString(),
                (talk, told) -> many(talk, told, "a".repeat(40_000), LARGE_ENTRIES)),
        SCRIPT("[SELECT 2 of [7, 8], INSERT 0 1 of []]", (talk, told) -> script("SELECT w;INSERT", talk, told)),
        SCRIPT_WITHOUT_A_STATEMENT("can't execute an empty query: the text holds no statement",
                (talk, told) -> script(" ", talk, told)),
        SCRIPT_THAT_COPIES("COPY FROM STDIN cannot be executed as a plain statement: use the connection's copy operations",
                (talk, told) -> script("COPY t FROM STDIN", talk, told)),
        CURSOR_COMMAND("SELECT 2 of [7, 8]", (talk, told) -> cursor("SELECT w", talk, told)),
        CURSOR_COMMAND_WITHOUT_ROWS("INSERT 0 1 of []", (talk, told) -> cursor("INSERT", talk, told)),
        BARRIER("null", (talk, told) -> new Barrier(told.of(String::valueOf))),
        UNKNOWN_TYPES("[null]", (talk, told) -> query("SELECT moods", talk, told, "happy"));

        private final String outcome;
        private final BiFunction<Conversation, Outcome, Exchange> operation;

        Flow(String outcome, BiFunction<Conversation, Outcome, Exchange> operation) {
            this.outcome = outcome;
            this.operation = operation;
        }
    }

    /** What became of one operation, as text. */
    private static final class Outcome {
        private String text;
        private PgException failure;
        private int times;

        <T> Completion<T> of(Function<? super T, String> form) {
            return new Completion<>() {
                @Override
                public void completed(T result) {
                    text = form.apply(result);
                    times++;
                }

                @Override
                public void failed(PgException cause) {
                    failure = cause;
                    times++;
                }
            };
        }

        String told() {
            return failure == null ? text : failure.getMessage();
        }
    }

    private static ExtendedQuery<?> query(String sql, Conversation talk, Outcome told, Object... values) {
        return Results.all().query(sql, Arrays.asList(values), talk.scope,
                told.<List<Row>> of(rows -> rows.stream().map(row -> row.isNull(0) ? null : row.getInt(0)).toList()
                        .toString()));
    }

    private static Exchange cursor(String sql, Conversation talk, Outcome told) {
        return new CursorCommand(sql, null, talk.types, TypeRefresh.NONE, told.<ResultSet> of(ExchangesTest::shown));
    }

    private static String shown(ResultSet result) {
        return result.tag().text() + " of " + result.rows().stream().map(row -> row.getInt(0)).toList();
    }

    private static Exchange script(String sql, Conversation talk, Outcome told) {
        return new SimpleQuery(sql, talk.types, talk.statements, true,
                told.of(results -> results.stream().map(ExchangesTest::shown).toList().toString()));
    }

    private static Exchange many(Conversation talk, Outcome told, String value, int entries) {
        List<List<String>> rest = Collections.nCopies(entries - 1, List.of(value));
        return new ManyQuery("INSERT", List.of(value), rest.iterator(), talk.scope,
                told.of(Arrays::toString));
    }

    /** A stream whose consumer keeps batches until the conversation is quiet, and has room for so many. */
    private static Exchange stream(Conversation talk, Outcome told, int room, boolean stops) {
        List<Integer> values = new ArrayList<>();
        Completion<Object> completion = told.of(ignored -> values.size() + " rows, all told");
        int[] held = { 0 };
        StreamQuery query = new StreamQuery("SELECT g", List.of(), talk.scope, 0,
                new StreamQuery.Consumer() {
                    @Override
                    public void rows(List<Row> rows) {
                        rows.forEach(row -> values.add(row.getInt(0)));
                        held[0] += rows.size();
                    }

                    @Override
                    public boolean hasRoom(int rows) {
                        return held[0] < room;
                    }

                    @Override
                    public void ended(PgException failure) {
                        for (int i = 0; i < values.size(); i++) {
                            assertThat(values.get(i)).isEqualTo(i);
                        }
                        if (failure == null) {
                            completion.completed(null);
                        } else {
                            completion.failed(failure);
                        }
                    }
                });
        talk.whenQuiet(() -> {
            boolean consumes = held[0] > 0 && told.times == 0;
            held[0] = 0;
            if (consumes && stops) {
                query.stop();
            }
            if (consumes) {
                talk.wake(query);
            }
            return consumes;
        });
        return query;
    }

    private static Conversation conversation() {
        RowDescription integers = Script.columns();
        List<DataRow> many = new ArrayList<>();
        for (int i = 0; i < STREAMED; i++) {
            many.add(Script.row(i));
        }
        PlayedServer server = new PlayedServer()
                .gives("SELECT v", new Played(NO_PARAMETERS, integers, List.of(Script.row(7), Script.row(8)), "SELECT 2"))
                .gives("SELECT w", new Played(NO_PARAMETERS, integers, List.of(text("7"), text("8")), "SELECT 2"))
                .gives("SELECT g", new Played(NO_PARAMETERS, integers, many, "SELECT " + STREAMED))
                .gives("INSERT", new Played(new int[] { TEXT }, null, List.of(), "INSERT 0 1"))
                .gives("SELECT moods", new Played(new int[] { MOOD },
                        new RowDescription(List.of(new Field("moods", 0, (short) 0, MOODS, (short) -1, -1, (short) 0))),
                        List.of(DataRow.of((byte[]) null)), "SELECT 1"))
                .gives("SELECT t.oid", new Played(NO_PARAMETERS, null, List.of(type(MOOD, "mood", "e", 0, "happy", "sad"),
                        type(MOODS, "_mood", "b", MOOD)), "SELECT 2"));
        return new Conversation(server, new TypeCatalog());
    }

    private static DataRow text(String value) {
        return DataRow.of(bytes(value));
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** A row of the catalog's query. */
    private static DataRow type(int oid, String name, String kind, int element, String... labels) {
        Object[] values = { (long) oid, bytes("public"), bytes(name), kind, ",", (long) element, 0L, 0L, 0L,
                Stream.of(labels).map(ExchangesTest::bytes).toArray(byte[][]::new), new byte[0][], new Long[0] };
        int[] types = { OID, BYTEA, BYTEA, TEXT, TEXT, OID, OID, OID, OID, BYTEA_ARRAY, BYTEA_ARRAY, OID_ARRAY };
        WireWriter row = new WireWriter();
        for (int i = 0; i < values.length; i++) {
            TypeRegistry.builtin().encode(values[i], types[i], row);
        }
        byte[] bytes = row.toByteArray();
        return new DataRow(bytes, 0, bytes.length, values.length);
    }

    private static Outcome run(Flow flow, Conversation talk) {
        Outcome told = new Outcome();
        talk.queue.submit(flow.operation.apply(talk, told));
        talk.run();
        return told;
    }

    /** The connection is where it was before: nothing is outstanding, and the next statement gets its own rows. */
    private static void inOrder(Conversation talk) {
        assertThat(talk.queue.isIdle()).isTrue();
        assertThat(talk.catalog.state()).isNotEqualTo(TypeCatalog.State.LOADING);
        talk.server.failsAt(-1);
        talk.whenQuiet(() -> false);
        Outcome next = new Outcome();
        talk.queue.submit(query("SELECT v", talk, next));
        talk.run();
        assertThat(next.told()).isEqualTo("[7, 8]");
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void operationEndsOnceWithItsOutcome(Flow flow) {
        Conversation talk = conversation();
        Outcome told = run(flow, talk);
        assertThat(told.told()).isEqualTo(flow.outcome);
        assertThat(told.times).isEqualTo(1);
        inOrder(talk);
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void repliesMayBeSplitAtEveryByte(Flow flow) {
        Conversation whole = conversation();
        run(flow, whole);
        for (int round = 0; round < whole.lengths().size(); round++) {
            for (int at = 1; at < whole.lengths().get(round); at++) {
                Conversation talk = conversation().cutting(round, at);
                Outcome told = run(flow, talk);
                assertThat(told.told()).as("round %d, byte %d", round, at).isEqualTo(flow.outcome);
                assertThat(told.times).isEqualTo(1);
            }
        }
        Conversation talk = conversation().byteByByte();
        assertThat(run(flow, talk).told()).isEqualTo(flow.outcome);
        inOrder(talk);
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void asynchronousMessagesNeverReachIt(Flow flow) {
        Conversation talk = conversation().chatty();
        Outcome told = run(flow, talk);
        assertThat(told.told()).isEqualTo(flow.outcome);
        assertThat(talk.overheard()).isGreaterThanOrEqualTo(3 * talk.server.told());
        inOrder(talk);
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void errorInPlaceOfEachReplyFailsIt(Flow flow) {
        Conversation whole = conversation();
        run(flow, whole);
        int before = flow == Flow.PREPARED_STATEMENT ? REPLIES_TO_THE_FIRST_USE : 0;
        for (int reply = before; reply < whole.server.told(); reply++) {
            Conversation talk = conversation();
            talk.server.failsAt(reply);
            Outcome told = run(flow, talk);
            assertThat(told.times).as("reply %d", reply).isEqualTo(1);
            if (flow != Flow.STOPPED_STREAM) {
                assertThat(told.failure).as("reply %d", reply).isNotNull();
                assertThat(told.failure.sqlState().orElse(told.failure.getMessage())).as("reply %d", reply)
                        .isIn(PlayedServer.FAILURE, flow.outcome);
            }
            inOrder(talk);
        }
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void connectionLostBehindEachReplyFailsItUnlessAllHadCome(Flow flow) {
        Conversation whole = conversation();
        run(flow, whole);
        for (int replies = 0; replies < whole.server.told(); replies++) {
            Conversation talk = conversation().lostAfter(replies);
            Outcome told = run(flow, talk);
            assertThat(told.times).as("behind reply %d", replies).isEqualTo(1);
            assertThat(talk.catalog.state()).as("behind reply %d", replies).isNotEqualTo(TypeCatalog.State.LOADING);
            assertThat(told.told()).as("behind reply %d", replies).isIn("gone",
                    flow == Flow.STOPPED_STREAM || told.failure != null ? flow.outcome : "gone");
        }
    }

    @Test
    void manyNamesTheEntryThatFailed() {
        for (int entry = 0; entry < 3; entry++) {
            Conversation talk = conversation();
            talk.server.failsAt(3 + 2 * entry);
            Outcome told = run(Flow.MANY, talk);
            assertThat(told.failure.entry()).hasValue(entry);
        }
    }

    /** The entries that were sent behind the first went to a statement that the server had lost. */
    @Test
    void manyWhoseStatementIsGoneSendsAllItsEntriesAgain() {
        for (String state : List.of("26000", "0A000")) {
            Conversation talk = conversation();
            run(Flow.MANY, talk);
            talk.server.failsAt(talk.server.told(), state);
            Outcome again = run(Flow.MANY, talk);
            assertThat(again.told()).isEqualTo(Flow.MANY.outcome);
            assertThat(again.times).isEqualTo(1);
            inOrder(talk);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Flow.class, names = { "NEW_STATEMENT", "STREAM", "MANY" })
    void statementThatFailsWhileItRunsIsNotRunAgain(Flow flow) {
        Conversation talk = conversation();
        run(flow, talk);
        talk.server.failsAt(talk.server.told() + 1, "26000");
        Outcome again = run(flow, talk);
        assertThat(again.failure.sqlState()).contains("26000");
        inOrder(talk);
    }

    @Test
    void statementThatExpiresWhenItIsOnlyDescribedWasNotSent() {
        Conversation talk = conversation();
        Outcome told = new Outcome();
        Exchange exchange = Flow.NEW_STATEMENT.operation.apply(talk, told);
        talk.queue.submit(exchange);
        exchange.markExpired();
        talk.run();
        assertThat(told.times).isEqualTo(1);
        assertThat(told.failure).isInstanceOf(QueryTimeoutException.class);
        assertThat(told.failure.outcome()).contains(io.quarkiverse.psycopg.error.Outcome.NOT_SENT);
        inOrder(talk);
    }

    @Test
    void stoppedStreamAsksForNoFurtherBatch() {
        Conversation slow = conversation();
        run(Flow.SLOW_STREAM, slow);
        Conversation stopped = conversation();
        run(Flow.STOPPED_STREAM, stopped);
        assertThat(stopped.server.told()).isLessThan(slow.server.told() - 50);
    }

    @Test
    void connectionThatWaitsForAnothersTypesGoesOnBehindIt() {
        Conversation first = conversation();
        Conversation second = new Conversation(first.server, first.catalog);
        Outcome waiting = new Outcome();
        TypeCatalog.Load load = first.catalog.load(List.of(MOOD), () -> {
        }).orElseThrow();
        second.queue.submit(Flow.UNKNOWN_TYPES.operation.apply(second, waiting));
        second.run();
        assertThat(waiting.times).as("the types are being asked for").isZero();
        load.abandon();
        second.run();
        assertThat(waiting.told()).isEqualTo(Flow.UNKNOWN_TYPES.outcome);
        inOrder(second);
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void replyThatDoesNotBelongThereIsAViolationThatNamesIt(Flow flow) {
        for (BackendMessage wrong : List.of(EmptyMessage.NO_DATA, EmptyMessage.CLOSE_COMPLETE)) {
            Conversation talk = conversation();
            Outcome told = new Outcome();
            talk.queue.submit(flow.operation.apply(talk, told));
            talk.queue.pump(new WireWriter());
            assertThatThrownBy(() -> talk.message(wrong)).isInstanceOf(ProtocolViolationException.class)
                    .hasMessageContaining("got " + wrong.type());
            assertThat(told.times).isZero();
        }
    }
}
