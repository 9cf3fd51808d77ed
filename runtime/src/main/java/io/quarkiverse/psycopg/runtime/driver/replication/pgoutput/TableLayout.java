package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.BitSet;
import java.util.List;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;

/**
 * A table as it was last announced, and what reads its rows. Formats are learned from the tuples: a column is text until
 * a value in binary form comes, since the server decides per type which form it sends.
 */
final class TableLayout {

    private static final short TEXT = 0;
    private static final short BINARY = 1;

    private final ReplicatedTable table;
    private final TypedRows types;
    private final int[] identity;
    private final short[] formats;
    /** Null before the first row, and where it is to be made anew. */
    private Columns columns;
    private List<Integer> unknownTypes = List.of();

    TableLayout(ReplicatedTable table, TypedRows types) {
        this.table = table;
        this.types = types;
        this.formats = new short[table.columns().size()];
        BitSet keys = new BitSet();
        for (int i = 0; i < table.columns().size(); i++) {
            keys.set(i, table.columns().get(i).identity());
        }
        this.identity = keys.stream().toArray();
    }

    ReplicatedTable table() {
        return table;
    }

    /** Another connection with settings and types of its own goes on. */
    void renew() {
        columns = null;
    }

    /**
     * The table was announced once more in the shape that it had. Something about it has changed: a column may have been
     * made anew with a type that was altered in between, so the composites among its types are described again.
     */
    void announcedAgain() {
        if (columns != null && columns.mayChange()) {
            types.outdate(table);
        }
    }

    /** Whether no value of the table's rows can show that a type is not known, or other than described. */
    boolean isSettled() {
        return columns != null && unknownTypes.isEmpty() && !columns.mayChange();
    }

    /** Types of the columns that were not known when the last row came and are not yet. */
    List<Integer> unknownTypes() {
        if (!unknownTypes.isEmpty()) {
            unknownTypes = types.unknown(table);
        }
        return unknownTypes;
    }

    /** The row of a tuple. */
    TupleRow row(Tuple tuple) {
        return row(tuple.array(), tuple.offset());
    }

    /** The row of a tuple whose bounds were checked: {@code int16 n | columns}. */
    TupleRow row(byte[] array, int offset) {
        int size = BigEndian.int16(array, offset) & 0xffff;
        if (size != formats.length) {
            throw new ProtocolViolationException("expected " + formats.length + " columns in a change of "
                    + table.qualifiedName() + ", got " + size);
        }
        int first = offset + Short.BYTES;
        learnFormats(array, first);
        Columns present = columns == null ? types.columns(table, formats.clone()) : columns.current();
        if (present != columns) {
            columns = present;
            unknownTypes = types.unknown(table);
        }
        return new TupleRow(this, present, array, first);
    }

    private void learnFormats(byte[] array, int first) {
        int at = first;
        for (int i = 0; i < formats.length; i++) {
            byte kind = array[at++];
            if (Tuple.Kind.hasValue(kind)) {
                short format = kind == Tuple.Kind.BINARY.code() ? BINARY : TEXT;
                if (formats[i] != format) {
                    formats[i] = format;
                    columns = null;
                }
                at += Integer.BYTES + BigEndian.int32(array, at);
            }
        }
    }

    /** The columns of the replica identity. With identity FULL that is the whole row. */
    KeyRow key(TupleRow row) {
        return new KeyRow(row, identity);
    }
}
