package io.quarkiverse.psycopg.runtime.driver.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
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
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/** An operation, and what it gives in the end in a conversation with a server that knows its statements. */
enum ExchangeFlow {
    NEW_STATEMENT("[7, 8]", (talk, told) -> query("SELECT v", talk, told)),
    PREPARED_STATEMENT("[7, 8]", (talk, told) -> {
        Told first = new Told();
        talk.queue.submit(query("SELECT v", talk, first));
        return query("SELECT v", talk, told);
    }),
    STREAM(ExchangeFlow.STREAMED + " rows, all told", (talk, told) -> stream(talk, told, Integer.MAX_VALUE, false)),
    SLOW_STREAM(ExchangeFlow.STREAMED + " rows, all told", (talk, told) -> stream(talk, told, 1, false)),
    STOPPED_STREAM("50 rows, all told", (talk, told) -> stream(talk, told, 1, true)),
    MANY("[1, 1, 1]", (talk, told) -> many(talk, told, "a", 3)),
    MANY_BEYOND_WHAT_MAY_BE_IN_FLIGHT(Collections.nCopies(ExchangeFlow.LARGE_ENTRIES, 1).toString(),
            (talk, told) -> many(talk, told, "a".repeat(40_000), ExchangeFlow.LARGE_ENTRIES)),
    SCRIPT("[SELECT 2 of [7, 8], INSERT 0 1 of []]", (talk, told) -> script("SELECT w;INSERT", talk, told)),
    SCRIPT_WITHOUT_A_STATEMENT("can't execute an empty query: the text holds no statement",
            (talk, told) -> script(" ", talk, told)),
    SCRIPT_THAT_COPIES("COPY FROM STDIN cannot be executed as a plain statement: use the connection's copy operations",
            (talk, told) -> script("COPY t FROM STDIN", talk, told)),
    CURSOR_COMMAND("SELECT 2 of [7, 8]", (talk, told) -> cursor("SELECT w", talk, told)),
    CURSOR_COMMAND_WITHOUT_ROWS("INSERT 0 1 of []", (talk, told) -> cursor("INSERT", talk, told)),
    BARRIER("null", (talk, told) -> new Barrier(told.of(String::valueOf))),
    UNKNOWN_TYPES("[null]", (talk, told) -> query("SELECT moods", talk, told, "happy"));

    private static final int BYTEA = 17;
    private static final int TEXT = 25;
    private static final int OID = 26;
    private static final int BYTEA_ARRAY = 1001;
    private static final int OID_ARRAY = 1028;
    static final int MOOD = 70_000;
    private static final int MOODS = 70_002;
    private static final int[] NO_PARAMETERS = {};
    private static final int STREAMED = 130;
    private static final int LARGE_ENTRIES = 12;

    final String outcome;
    private final BiFunction<Conversation, Told, Exchange> operation;

    ExchangeFlow(String outcome, BiFunction<Conversation, Told, Exchange> operation) {
        this.outcome = outcome;
        this.operation = operation;
    }

    /** The operation in a conversation; what becomes of it is told. */
    Exchange exchange(Conversation talk, Told told) {
        return operation.apply(talk, told);
    }

    /** The operation run to its end, as far as the conversation lets it. */
    Told run(Conversation talk) {
        Told told = new Told();
        talk.queue.submit(exchange(talk, told));
        talk.run();
        return told;
    }

    static ExtendedQuery<?> query(String sql, Conversation talk, Told told, Object... values) {
        return Results.all().query(sql, Arrays.asList(values), talk.scope,
                told.<List<Row>> of(rows -> rows.stream().map(row -> row.isNull(0) ? null : row.getInt(0)).toList()
                        .toString()));
    }

    private static Exchange cursor(String sql, Conversation talk, Told told) {
        return new CursorCommand(sql, null, talk.types, TypeRefresh.NONE, told.<ResultSet> of(ExchangeFlow::shown));
    }

    private static String shown(ResultSet result) {
        return result.tag().text() + " of " + result.rows().stream().map(row -> row.getInt(0)).toList();
    }

    private static Exchange script(String sql, Conversation talk, Told told) {
        return new SimpleQuery(sql, talk.types, talk.statements, true,
                told.of(results -> results.stream().map(ExchangeFlow::shown).toList().toString()));
    }

    private static Exchange many(Conversation talk, Told told, String value, int entries) {
        List<List<String>> rest = Collections.nCopies(entries - 1, List.of(value));
        return new ManyQuery("INSERT", List.of(value), rest.iterator(), talk.scope,
                told.of(Arrays::toString));
    }

    /** A stream whose consumer keeps batches until the conversation is quiet, and has room for so many. */
    private static Exchange stream(Conversation talk, Told told, int room, boolean stops) {
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

    /** With a server that knows the statements of every flow. */
    static Conversation conversation() {
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
                Stream.of(labels).map(ExchangeFlow::bytes).toArray(byte[][]::new), new byte[0][], new Long[0] };
        int[] types = { OID, BYTEA, BYTEA, TEXT, TEXT, OID, OID, OID, OID, BYTEA_ARRAY, BYTEA_ARRAY, OID_ARRAY };
        WireWriter row = new WireWriter();
        for (int i = 0; i < values.length; i++) {
            TypeRegistry.builtin().encode(values[i], types[i], row);
        }
        byte[] bytes = row.toByteArray();
        return new DataRow(bytes, 0, bytes.length, values.length);
    }
}
