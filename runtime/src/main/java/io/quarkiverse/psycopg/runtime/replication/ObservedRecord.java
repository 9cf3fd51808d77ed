package io.quarkiverse.psycopg.runtime.replication;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.replication.RowChange;

/**
 * The record that an observer wants rows as: changes of its table are for that observer, those of other tables are not.
 *
 * @param type the record
 * @param table the table that it is made of
 * @param mapping makes it of a row
 */
record ObservedRecord(Class<?> type, ReplicatedTable table, RowChange.Mapping<Row, ?> mapping) {

    boolean isOf(RowChange<?> change) {
        return change.table().schema().equals(table.schema()) && change.table().name().equals(table.name());
    }

    @SuppressWarnings("unchecked") // streams send rows
    RowChange<?> map(RowChange<?> change) {
        return ((RowChange<Row>) change).map(mapping);
    }
}
