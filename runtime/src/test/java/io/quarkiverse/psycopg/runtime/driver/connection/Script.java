package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ExtendedQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementScope;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/** A session's queue without a socket: what was written, as the letters of its messages, and replies fed by hand. */
final class Script {

    static final int INT4 = 23;

    final ExchangeQueue queue = new ExchangeQueue();
    final TypeRegistry types = TypeRegistry.builtin();
    final StatementCache statements = new StatementCache(16, 1);
    final StatementScope scope = StatementScope.of(types, statements);
    private final WireWriter out = new WireWriter();

    /** What became of one exchange. */
    static final class Told<T> implements Completion<T> {
        T result;
        PgException failure;
        int times;

        @Override
        public void completed(T value) {
            result = value;
            times++;
        }

        @Override
        public void failed(PgException cause) {
            failure = cause;
            times++;
        }
    }

    ExtendedQuery<List<Row>> query(String sql, Told<List<Row>> told, Object... values) {
        return Results.all().query(sql, Arrays.asList(values), scope, told);
    }

    Told<List<Row>> submit(String sql, Object... values) {
        Told<List<Row>> told = new Told<>();
        queue.submit(query(sql, told, values));
        return told;
    }

    Told<CommandTag> command(String sql) {
        Told<CommandTag> told = new Told<>();
        queue.submit(Results.tag().query(sql, List.of(), scope, told));
        return told;
    }

    void submit(Exchange exchange) {
        queue.submit(exchange);
    }

    /** Writes what may be written and gives the letters of the messages. */
    String written() {
        queue.pump(out);
        StringBuilder letters = new StringBuilder();
        byte[] bytes = out.toByteArray();
        int at = 0;
        while (at < bytes.length) {
            letters.append((char) bytes[at]);
            at += 1 + ((bytes[at + 1] & 0xff) << 24 | (bytes[at + 2] & 0xff) << 16 | (bytes[at + 3] & 0xff) << 8
                    | bytes[at + 4] & 0xff);
        }
        out.reset();
        return letters.toString();
    }

    /** Feeds replies as one read. */
    void reply(BackendMessage... messages) {
        for (BackendMessage message : messages) {
            if (message instanceof DataRow row) {
                queue.row(row.buffer(), row.offset(), row.length(), row.fieldCount(), out);
            } else {
                queue.message(message, out);
            }
            if (message instanceof ReadyForQuery) {
                queue.tellSettled();
            }
        }
        queue.readEnded();
    }

    WireWriter out() {
        return out;
    }

    /** The replies to Parse and Describe of a statement with int4 parameters that returns one int4 column. */
    static BackendMessage[] described(int parameters) {
        int[] oids = new int[parameters];
        Arrays.fill(oids, INT4);
        return new BackendMessage[] { EmptyMessage.PARSE_COMPLETE, new ParameterDescription(oids), columns() };
    }

    static RowDescription columns() {
        return new RowDescription(List.of(new Field("v", 0, (short) 0, INT4, (short) 4, -1, (short) 0)));
    }

    static DataRow row(int value) {
        byte[] body = { 0, 0, 0, 4, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value };
        return new DataRow(body, 0, body.length, 1);
    }

    static CommandComplete tag(String text) {
        return new CommandComplete(new CommandTag(text));
    }

    static ReadyForQuery idle() {
        return new ReadyForQuery(TransactionIndicator.IDLE);
    }

    static ReadyForQuery inTransaction() {
        return new ReadyForQuery(TransactionIndicator.IN_TRANSACTION);
    }

    static ReadyForQuery failed() {
        return new ReadyForQuery(TransactionIndicator.FAILED);
    }

    static ErrorResponse error(String state) {
        return new ErrorResponse(Map.of('S', "ERROR", 'V', "ERROR", 'C', state, 'M', "refused"));
    }

    /** Prepares a statement, so that its next execution takes one round trip. */
    void prepare(String sql, int parameters, Object... values) {
        Told<List<Row>> told = submit(sql, values);
        written();
        reply(described(parameters));
        written();
        reply(EmptyMessage.BIND_COMPLETE, tag("SELECT 0"), idle());
        if (told.failure != null) {
            throw told.failure;
        }
    }

    /** Brings the session into a transaction block. */
    void begin() {
        command("BEGIN");
        written();
        reply(EmptyMessage.PARSE_COMPLETE, new ParameterDescription(new int[0]), EmptyMessage.NO_DATA);
        written();
        reply(EmptyMessage.BIND_COMPLETE, tag("BEGIN"), inTransaction());
    }

    static List<Integer> values(List<Row> rows) {
        List<Integer> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.getInt(0)));
        return values;
    }
}
