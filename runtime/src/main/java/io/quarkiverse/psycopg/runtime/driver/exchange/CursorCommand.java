package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Describe;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Target;

/**
 * A command on a cursor of the server (DECLARE, FETCH, MOVE, CLOSE) by the extended protocol, in one round trip: it has no
 * parameters, so that Bind need not wait for a description of them.
 * <p>
 * Rows are asked for in the formats of columns that an earlier FETCH of the same cursor had, and read by the description that
 * comes with them: should the name belong to another cursor by now, its values are still its own. PostgreSQL documentation
 * 54.2.3, Extended Query.
 */
public final class CursorCommand extends CompletingExchange<ResultSet> {

    private static final int[] NO_PARAMETERS = {};

    private enum Stage {
        PARSE,
        BIND,
        DESCRIPTION,
        RESULT
    }

    private final String sql;
    private final Columns like;
    private final TypeRegistry types;
    private final TypeRefresh refresh;
    private final List<Row> rows = new ArrayList<>();
    private Stage stage = Stage.PARSE;
    private boolean runsInTransaction = true;
    private Columns columns;
    private ResultSet result;
    /** Whether a value is of a type that is not known, or no longer as it was described. */
    private boolean toRelearn;

    /**
     * @param like columns in whose formats rows are asked for; null for text, and for commands that return none
     * @param refresh asks for types that the rows show to be unknown or out of date
     */
    public CursorCommand(String sql, Columns like, TypeRegistry types, TypeRefresh refresh,
            Completion<? super ResultSet> completion) {
        super(completion);
        this.sql = sql;
        this.like = like;
        this.types = types;
        this.refresh = refresh;
    }

    /** Without autocommit too, no transaction is begun for it: it looks after what outlives transactions. */
    public CursorCommand beginsNothing() {
        runsInTransaction = false;
        return this;
    }

    @Override
    public boolean runsInTransaction() {
        return runsInTransaction;
    }

    @Override
    public Step begin(WireWriter out) {
        new Parse("", sql, NO_PARAMETERS).write(out);
        writeBind(out);
        new Describe(Target.PORTAL, "").write(out);
        ExecuteMessage.write(out, 0);
        return Step.SENT;
    }

    private void writeBind(WireWriter out) {
        int mark = out.beginMessage((byte) 'B');
        out.writeCString("");
        out.writeCString("");
        out.writeInt16(0);
        out.writeInt16(0);
        if (like == null) {
            out.writeInt16(0);
        } else {
            like.in(types).current().writeResultFormats(out);
        }
        out.endMessage(mark);
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        switch (stage) {
            case PARSE:
                expect(message == EmptyMessage.PARSE_COMPLETE, "ParseComplete", message);
                stage = Stage.BIND;
                return Step.SENT;
            case BIND:
                expect(message == EmptyMessage.BIND_COMPLETE, "BindComplete", message);
                stage = Stage.DESCRIPTION;
                return Step.SENT;
            case DESCRIPTION:
                expect(message == EmptyMessage.NO_DATA || message instanceof RowDescription, "RowDescription or NoData",
                        message);
                if (message instanceof RowDescription description) {
                    columns = Columns.received(description, types);
                    toRelearn = !IntStream.of(columns.typeOids()).allMatch(types::isKnown);
                }
                stage = Stage.RESULT;
                return Step.SENT;
            default:
                return result(message);
        }
    }

    @Override
    public Step row(byte[] data, int offset, int length, int fields, WireWriter out) {
        if (columns == null) {
            return super.row(data, offset, length, fields, out);
        }
        WireRow row = WireRow.received(columns, data, offset, length, fields);
        toRelearn |= columns.mayChange() && !row.isCurrent();
        rows.add(row);
        return Step.SENT;
    }

    private Step result(BackendMessage message) {
        expect(message instanceof CommandComplete, columns == null ? "CommandComplete" : "DataRow or CommandComplete", message);
        result = new ResultSet(((CommandComplete) message).tag(), columns, rows);
        return Step.DONE;
    }

    private void expect(boolean holds, String expected, BackendMessage message) {
        if (!holds) {
            throw unexpected(message, expected);
        }
    }

    @Override
    public void settled(TransactionIndicator status) {
        if (hasFailed() || !toRelearn) {
            super.settled(status);
            return;
        }
        refresh.learn(IntStream.of(columns.typeOids()).boxed().toList(), deadline(), () -> {
            result = result.relearned();
            super.settled(status);
        });
    }

    @Override
    ResultSet result() {
        return result;
    }

    @Override
    public String describe() {
        return "executing \"" + (sql.length() > 200 ? sql.substring(0, 200) + "…" : sql) + "\"";
    }
}
