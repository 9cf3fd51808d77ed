package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.ReplicatedTable;

/**
 * Makes rows of one table from values in the form of a DataRow.
 */
@FunctionalInterface
public interface RowDecoder {

    /** The row over these bytes: {@code int32 length | bytes} per column. It keeps the array. */
    Row decode(byte[] values);

    /** Makes decoders; the typecasters of a database and connection stand behind it. */
    @FunctionalInterface
    interface Factory {

        /**
         * A decoder for a table's rows.
         *
         * @param table the table
         * @param formats a code per column, 0 for text and 1 for binary
         */
        RowDecoder of(ReplicatedTable table, short[] formats);
    }
}
