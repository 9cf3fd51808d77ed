package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * A row was inserted, updated or deleted.
 *
 * @param <T> what the row is mapped to; with {@link Row} the rows are {@link ChangedRow}s
 */
public sealed interface RowChange<T> extends Change permits RowChange.Insert, RowChange.Update, RowChange.Delete {

    /** Table, position and transaction. */
    ChangeContext context();

    /** The same change with its rows mapped. What the mapper throws goes on to the caller. */
    <R> RowChange<R> map(Mapping<? super T, R> mapping);

    default ReplicatedTable table() {
        return context().table();
    }

    @Override
    default Lsn position() {
        return context().position();
    }

    @Override
    default Optional<TransactionInfo> transaction() {
        return context().transaction();
    }

    /** How a row becomes another value; {@link RowMapper} is one for rows. */
    @FunctionalInterface
    interface Mapping<T, R> {
        R apply(T row);
    }

    /**
     * A row was inserted.
     *
     * @param context table, position and transaction
     * @param after the row
     */
    record Insert<T>(ChangeContext context, T after) implements RowChange<T> {
        public Insert {
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public <R> Insert<R> map(Mapping<? super T, R> mapping) {
            return new Insert<>(context, mapping.apply(after));
        }

        @Override
        public String toString() {
            return "Insert[" + context.table().qualifiedName() + "]";
        }
    }

    /**
     * A row was updated.
     *
     * @param context table, position and transaction
     * @param key the columns of the replica identity as they were before
     * @param before the row before, only with {@code REPLICA IDENTITY FULL}
     * @param after the row after
     */
    record Update<T>(ChangeContext context, Row key, Optional<T> before, T after) implements RowChange<T> {
        public Update {
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public <R> Update<R> map(Mapping<? super T, R> mapping) {
            return new Update<>(context, key, before.map(mapping::apply), mapping.apply(after));
        }

        @Override
        public String toString() {
            return "Update[" + context.table().qualifiedName() + "]";
        }
    }

    /**
     * A row was deleted.
     *
     * @param context table, position and transaction
     * @param key the columns of the replica identity
     * @param before the row, only with {@code REPLICA IDENTITY FULL}
     */
    record Delete<T>(ChangeContext context, Row key, Optional<T> before) implements RowChange<T> {
        public Delete {
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(before, "before");
        }

        @Override
        public <R> Delete<R> map(Mapping<? super T, R> mapping) {
            return new Delete<>(context, key, before.map(mapping::apply));
        }

        @Override
        public String toString() {
            return "Delete[" + context.table().qualifiedName() + "]";
        }
    }
}
