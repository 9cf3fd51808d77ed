package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * Where a row change comes from. A value: immutable, and equal to one with the same content.
 */
public final class ChangeContext {

    private final ReplicatedTable table;
    /** The position's bits: there is one of these objects per change, and few ask for their position. */
    private final long position;
    private final Optional<TransactionInfo> transaction;

    /**
     * A context.
     *
     * @param table the table, with the shape that it had
     * @param position where the change stands in the log
     * @param transaction its transaction; empty for a change made up by a test
     */
    public ChangeContext(ReplicatedTable table, Lsn position, Optional<TransactionInfo> transaction) {
        this(table, position.value(), transaction);
    }

    private ChangeContext(ReplicatedTable table, long position, Optional<TransactionInfo> transaction) {
        this.table = Objects.requireNonNull(table, "table");
        this.position = position;
        this.transaction = Objects.requireNonNull(transaction, "transaction");
    }

    /** As the constructor, by the 64 bits of the position. */
    public static ChangeContext of(ReplicatedTable table, long position, Optional<TransactionInfo> transaction) {
        return new ChangeContext(table, position, transaction);
    }

    /** A context for a change that a test makes up: the table {@code schema.name}, at no position. */
    public static ChangeContext ofTable(String qualifiedName) {
        return new ChangeContext(ReplicatedTable.named(qualifiedName), Lsn.INVALID, Optional.empty());
    }

    /** The table, with the shape that it had. */
    public ReplicatedTable table() {
        return table;
    }

    /** Where the change stands in the log. */
    public Lsn position() {
        return Lsn.of(position);
    }

    /** Its transaction; empty for a change made up by a test. */
    public Optional<TransactionInfo> transaction() {
        return transaction;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeContext c && position == c.position && table.equals(c.table)
                && transaction.equals(c.transaction);
    }

    @Override
    public int hashCode() {
        return Objects.hash(table, position, transaction);
    }

    @Override
    public String toString() {
        return "ChangeContext[" + table.qualifiedName() + " at " + position() + "]";
    }
}
