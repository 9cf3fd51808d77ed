package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;

/**
 * One statement by the extended protocol, run to its end in one Execute. What becomes of the rows is the {@link Result}'s.
 *
 * @param <T> the result
 */
public final class ExtendedQuery<T> extends StatementExchange {

    /**
     * Collects one statement's rows.
     *
     * @param <T> what the rows become
     */
    public interface Result<T> {

        /** Takes a row. */
        void row(Row row);

        /** The outcome, after the last row. The columns are null where the statement returns no rows. */
        T complete(CommandTag tag, Columns columns);

        /** Starts over, because the statement is run once more. */
        void restart();
    }

    private static final CommandTag EMPTY = new CommandTag("");

    private final Result<T> result;
    private final Completion<T> completion;
    private CommandTag tag;
    private boolean copying;
    private TypeRefresh refresh = TypeRefresh.NONE;
    /** Rows whose values show that their types have changed; null for none, which is nearly always so. */
    private List<WireRow> outdated;

    public ExtendedQuery(String sql, Object[] values, TypeRegistry types, PreparedStatements statements, Result<T> result,
            Completion<T> completion) {
        super(sql, values, types, statements);
        this.result = result;
        this.completion = completion;
    }

    /** Has types described anew where values show that they have changed, before the result is handed over. */
    public ExtendedQuery<T> refreshing(TypeRefresh types) {
        refresh = types;
        return this;
    }

    @Override
    Step execute(WireWriter out) {
        outdated = null;
        result.restart();
        ExecuteMessage.write(out, 0);
        return Step.SENT;
    }

    @Override
    Step sentStep() {
        return Step.SENT;
    }

    @Override
    Step result(BackendMessage message, WireWriter out) {
        if (message instanceof DataRow row) {
            WireRow made = rowOf(row, columns());
            if (columns().mayChange() && !made.isCurrent()) {
                outdated = outdated == null ? new ArrayList<>() : outdated;
                outdated.add(made);
            }
            result.row(made);
            return Step.SENT;
        }
        if (message instanceof CommandComplete complete) {
            tag = new CommandTag(complete.tag());
            if (transactionEffect() != TransactionEffect.WITHIN) {
                look(tag);
            }
            return Step.DONE;
        }
        if (message == EmptyMessage.EMPTY_QUERY_RESPONSE) {
            tag = EMPTY;
            if (group() == null) {
                fails(Tags.emptyStatement());
            }
            return Step.DONE;
        }
        return copyOut(message);
    }

    /** A COPY TO STDOUT that nobody announced: its data is dropped, the statement fails, the connection goes on. */
    private Step copyOut(BackendMessage message) {
        switch (message.type()) {
            case COPY_OUT_RESPONSE:
                copying = true;
                fails(new ProgrammingException("expected a result, got COPY data: use the connection's copy operations"));
                return Step.SENT;
            case COPY_DATA:
            case COPY_DONE:
                if (copying) {
                    return Step.SENT;
                }
                throw unexpected(message, "DataRow or CommandComplete");
            default:
                throw unexpected(message, "DataRow or CommandComplete");
        }
    }

    static WireRow rowOf(DataRow row, Columns columns) {
        if (row.fieldCount() != columns.size()) {
            throw new ProtocolViolationException(
                    "expected a DataRow of " + columns.size() + " fields, got " + row.fieldCount());
        }
        return new WireRow(columns, row.buffer(), row.offset(), row.length());
    }

    @Override
    void ended(PgException failure) {
        if (failure != null) {
            completion.failed(failure);
        } else if (outdated == null) {
            completion.completed(result.complete(tag, columnsOrNull()));
        } else {
            List<Integer> types = IntStream.of(columns().typeOids()).boxed().toList();
            refresh.learn(types, deadline(), () -> {
                outdated.forEach(WireRow::relearn);
                completion.completed(result.complete(tag, columns().relearned()));
            });
        }
    }
}
