package io.quarkiverse.psycopg;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One column of a cursor's result by DB-API's seven fields, and where the column comes from.
 *
 * @param column what the server told of the column
 * @see <a href="https://www.psycopg.org/docs/cursor.html#cursor.description">psycopg2, cursor.description</a>
 */
public record ColumnDescription(Column column) {

    private static final long NUMERIC = 1700;
    /** A type modifier of numeric is this much more than {@code precision << 16 | scale}. */
    private static final int MODIFIER_OFFSET = 4;
    private static final int SCALE_BITS = 11;

    public ColumnDescription {
        Objects.requireNonNull(column, "column");
    }

    /** The column's name, not necessarily unique in the result. */
    public String name() {
        return column.name();
    }

    /** OID of the column's type, unsigned. */
    public long typeCode() {
        return column.typeOid();
    }

    /** Always empty: the longest value would have to be looked for in all rows. */
    public OptionalInt displaySize() {
        return OptionalInt.empty();
    }

    /** Bytes of a value on the server, negative for types of variable width. */
    public int internalSize() {
        return column.typeSize();
    }

    /** Significant digits of a {@code numeric(p, s)}; empty for other types and for a numeric without limits. */
    public OptionalInt precision() {
        return isLimitedNumeric() ? OptionalInt.of(column.typeModifier() - MODIFIER_OFFSET >> Short.SIZE & 0xFFFF)
                : OptionalInt.empty();
    }

    /**
     * Digits after the decimal point of a {@code numeric(p, s)}, negative where PostgreSQL 15 and later round before it; empty
     * for other types and for a numeric without limits.
     */
    public OptionalInt scale() {
        int unused = Integer.SIZE - SCALE_BITS;
        return isLimitedNumeric() ? OptionalInt.of(column.typeModifier() - MODIFIER_OFFSET << unused >> unused)
                : OptionalInt.empty();
    }

    /** Always empty: the server does not tell with a result whether a column may hold NULL. */
    public Optional<Boolean> nullOk() {
        return Optional.empty();
    }

    /** OID of the table that the column comes from; empty for an expression. */
    public Optional<Long> tableOid() {
        return column.tableOid() == 0 ? Optional.empty() : Optional.of(column.tableOid());
    }

    /** Number of the column in its table, from 1; empty for an expression. */
    public OptionalInt tableColumn() {
        return column.tableColumn() == 0 ? OptionalInt.empty() : OptionalInt.of(column.tableColumn());
    }

    private boolean isLimitedNumeric() {
        return column.typeOid() == NUMERIC && column.typeModifier() >= MODIFIER_OFFSET;
    }
}
