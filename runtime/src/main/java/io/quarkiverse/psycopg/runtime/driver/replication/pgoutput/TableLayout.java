package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.BitSet;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.ReplicatedTable;

/**
 * A table as it was last announced, and what reads its rows. Formats are learned from the tuples: a column is text until a
 * value
 * in binary form comes, since the server decides per type which form it sends.
 */
final class TableLayout {

    private static final short TEXT = 0;
    private static final short BINARY = 1;

    private final ReplicatedTable table;
    private final RowDecoder.Factory factory;
    private final int[] identity;
    private final short[] formats;
    private RowDecoder decoder;

    TableLayout(ReplicatedTable table, RowDecoder.Factory factory) {
        this.table = table;
        this.factory = factory;
        this.formats = new short[table.columns().size()];
        BitSet keys = new BitSet();
        for (int i = 0; i < table.columns().size(); i++) {
            keys.set(i, table.columns().get(i).identity());
        }
        this.identity = keys.stream().toArray();
    }

    void renewDecoder() {
        decoder = null;
    }

    ReplicatedTable table() {
        return table;
    }

    /** The row of a tuple. */
    DecodedRow row(Tuple tuple) {
        if (tuple.size() != formats.length) {
            throw new ProtocolViolationException("expected " + formats.length + " columns in a change of "
                    + table.qualifiedName() + ", got " + tuple.size());
        }
        BitSet unchanged = null;
        if (tuple.hasUnchanged()) {
            unchanged = new BitSet();
        }
        learn(tuple, unchanged);
        if (decoder == null) {
            decoder = factory.of(table, formats.clone());
        }
        return DecodedRow.whole(table, decoder.decode(tuple.toDataRow()), unchanged);
    }

    /** The columns of the replica identity. With identity FULL that is the whole row. */
    Row key(DecodedRow row) {
        return row.subset(identity);
    }

    private void learn(Tuple tuple, BitSet unchanged) {
        if (unchanged == null && !tuple.hasBinary() && decoder != null && allText()) {
            return;
        }
        tuple.forEach((i, kind, array, offset, length) -> {
            if (kind == Tuple.Kind.UNCHANGED) {
                unchanged.set(i);
            } else if (kind != Tuple.Kind.NULL) {
                short format = kind == Tuple.Kind.BINARY ? BINARY : TEXT;
                if (formats[i] != format) {
                    formats[i] = format;
                    decoder = null;
                }
            }
        });
    }

    private boolean allText() {
        for (short format : formats) {
            if (format != TEXT) {
                return false;
            }
        }
        return true;
    }
}
