package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;

/**
 * One statement by the extended protocol, run to its end in one Execute. What becomes of the rows is the subclass's, made by a
 * {@link ResultShape}.
 *
 * @param <T> the result
 */
public abstract class ExtendedQuery<T> extends StatementExchange {

    private static final CommandTag EMPTY = new CommandTag("");

    private final Completion<T> completion;
    private boolean copying;
    /** Rows whose values show that their types have changed; null for none, which is nearly always so. */
    private List<WireRow> outdated;

    ExtendedQuery(String sql, List<?> values, StatementScope scope, Completion<T> completion) {
        super(sql, values, scope);
        this.completion = completion;
    }

    /** Takes a row. */
    abstract void collect(WireRow row);

    /** The server's word, after the last row. */
    void commandEnded(CommandTag tag) {
        // of rows alone nobody asks for it
    }

    /** The outcome. The columns are null where the statement returns no rows. */
    abstract T collected(Columns columns);

    /** Starts over, because the statement is run once more. */
    abstract void restart();

    @Override
    final Step execute(WireWriter out) {
        outdated = null;
        restart();
        ExecuteMessage.write(out, 0);
        return Step.SENT;
    }

    @Override
    final Step sentStep() {
        return Step.SENT;
    }

    @Override
    final Step resultRow(byte[] data, int offset, int length, int fields, WireWriter out) {
        Columns columns = columns();
        WireRow row = WireRow.received(columns, data, offset, length, fields);
        if (columns.mayChange() && !row.isCurrent()) {
            outdated = outdated == null ? new ArrayList<>() : outdated;
            outdated.add(row);
        }
        collect(row);
        return Step.SENT;
    }

    @Override
    final Step result(BackendMessage message, WireWriter out) {
        if (message instanceof CommandComplete complete) {
            CommandTag tag = complete.tag();
            if (transactionEffect() != TransactionEffect.WITHIN) {
                look(tag);
            }
            commandEnded(tag);
            return Step.DONE;
        }
        if (message == EmptyMessage.EMPTY_QUERY_RESPONSE) {
            commandEnded(EMPTY);
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

    @Override
    final void ended(PgException failure) {
        if (failure != null) {
            completion.failed(failure);
        } else if (outdated == null) {
            completion.completed(collected(columnsOrNull()));
        } else {
            List<Integer> types = IntStream.of(columns().typeOids()).boxed().toList();
            scope().refresh().learn(types, deadline(), () -> {
                outdated.forEach(WireRow::relearn);
                completion.completed(collected(columns().relearned()));
            });
        }
    }
}
