package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CopyFail;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Query;

/**
 * A string of one or more statements by the simple protocol: no parameters, values as text, one result per statement, all of
 * them in one implicit transaction outside a transaction block.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SIMPLE-QUERY">PostgreSQL documentation,
 *      Simple Query</a>
 */
public final class SimpleQuery extends CompletingExchange<List<ResultSet>> {

    private static final CommandTag EMPTY = new CommandTag("");

    private final String sql;
    private final boolean mayBeSeveral;
    private final TransactionEffect effect;
    private final TypeRegistry types;
    private final PreparedStatements statements;
    private final boolean keepRows;
    private final List<ResultSet> results = new ArrayList<>(1);
    /** Types of the results that are not known, or no longer as they were described. */
    private final Set<Integer> unknown = new LinkedHashSet<>(0);
    private TypeRefresh refresh = TypeRefresh.NONE;

    private Columns columns;
    private List<Row> rows;

    /** On a connection that prepares nothing. */
    public SimpleQuery(String sql, TypeRegistry types, boolean keepRows, Completion<? super List<ResultSet>> completion) {
        this(sql, types, PreparedStatements.NONE, keepRows, completion);
    }

    /**
     * @param statements what is prepared on the connection: the text may drop it
     * @param keepRows false to drop the rows
     * @param completion gets a result per statement, in order
     */
    public SimpleQuery(String sql, TypeRegistry types, PreparedStatements statements, boolean keepRows,
            Completion<? super List<ResultSet>> completion) {
        super(completion);
        this.sql = sql;
        this.mayBeSeveral = sql.indexOf(';') >= 0;
        this.effect = mayBeSeveral ? TransactionEffect.UNKNOWN : LeadingKeyword.effectOf(sql);
        this.types = types;
        this.statements = statements;
        this.keepRows = keepRows;
    }

    /** Asks for types that are not known, or have changed, before the rows are handed over. */
    public SimpleQuery refreshing(TypeRefresh types) {
        refresh = types;
        return this;
    }

    @Override
    public Step begin(WireWriter out) {
        new Query(sql).write(out);
        return Step.SENT;
    }

    @Override
    public boolean synchronizesItself() {
        return true;
    }

    @Override
    public Step reply(BackendMessage message, WireWriter out) {
        return switch (message.type()) {
            case ROW_DESCRIPTION -> {
                described((RowDescription) message);
                yield Step.SENT;
            }
            case DATA_ROW -> row((DataRow) message);
            case COMMAND_COMPLETE -> statementEnds(((CommandComplete) message).tag());
            case EMPTY_QUERY_RESPONSE -> statementEnds(EMPTY);
            case COPY_IN_RESPONSE -> refuseCopyIn(out);
            case COPY_OUT_RESPONSE -> {
                fails(new ProgrammingException("expected a result, got COPY data: use the connection's copy operations"));
                yield Step.SENT;
            }
            case COPY_DATA, COPY_DONE -> Step.SENT;
            default -> throw unexpected(message, "RowDescription, DataRow or CommandComplete");
        };
    }

    private void described(RowDescription description) {
        columns = Columns.received(description, types);
        rows = new ArrayList<>();
        if (keepRows) {
            for (Field field : description.fields()) {
                if (!types.isKnown(field.typeOid())) {
                    unknown.add(field.typeOid());
                }
            }
        }
    }

    private Step row(DataRow row) {
        if (columns == null) {
            throw unexpected(row, "RowDescription");
        }
        if (keepRows) {
            WireRow made = WireRow.received(columns, row.buffer(), row.offset(), row.length(), row.fieldCount());
            if (columns.mayChange() && !made.isCurrent()) {
                IntStream.of(columns.typeOids()).filter(oid -> !types.isKnown(oid)).forEach(unknown::add);
            }
            rows.add(made);
        }
        return Step.SENT;
    }

    private Step statementEnds(CommandTag tag) {
        Tags.follow(tag, statements);
        PgException broken = results.isEmpty() ? Tags.brokenPromise(LeadingKeyword.of(sql), tag) : null;
        if (broken != null) {
            fails(broken);
        }
        results.add(new ResultSet(tag, columns, columns == null ? List.of() : rows));
        columns = null;
        rows = null;
        return Step.SENT;
    }

    /** The simple protocol lets the client answer at any time: the server then fails the statement and goes on. */
    private Step refuseCopyIn(WireWriter out) {
        fails(new ProgrammingException(
                "COPY FROM STDIN cannot be executed as a plain statement: use the connection's copy operations"));
        new CopyFail("executed as a plain statement").write(out);
        return Step.SENT;
    }

    @Override
    public void settled(TransactionIndicator status) {
        if (results.size() == 1 && results.get(0).tag() == EMPTY) {
            fails(Tags.emptyStatement());
        }
        if (hasFailed() || unknown.isEmpty()) {
            super.settled(status);
            return;
        }
        refresh.learn(List.copyOf(unknown), deadline(), () -> {
            results.replaceAll(ResultSet::relearned);
            super.settled(status);
        });
    }

    @Override
    List<ResultSet> result() {
        return results;
    }

    @Override
    public TransactionEffect transactionEffect() {
        return effect;
    }

    @Override
    public boolean movesTransaction() {
        return mayBeSeveral || super.movesTransaction();
    }

    @Override
    public String describe() {
        return "executing \"" + (sql.length() > 200 ? sql.substring(0, 200) + "…" : sql) + "\"";
    }
}
