package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.replication.ReplicatedColumn;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/**
 * Rows whose values are read by the same codecs as those of a query.
 */
public final class TypedRows implements RowDecoder.Factory {

    /** pgoutput does not tell the width of a type; this is what variable width looks like. */
    private static final short UNKNOWN_SIZE = -1;

    private final Supplier<TypeRegistry> types;

    /** @param types the registry of the connection that the changes come over, asked for at each announcement of a table */
    public TypedRows(Supplier<TypeRegistry> types) {
        this.types = types;
    }

    @Override
    public RowDecoder of(ReplicatedTable table, short[] formats) {
        List<Field> fields = new ArrayList<>(formats.length);
        for (int i = 0; i < formats.length; i++) {
            ReplicatedColumn column = table.columns().get(i);
            fields.add(new Field(column.name(), (int) table.oid(), (short) 0, (int) column.typeOid(), UNKNOWN_SIZE,
                    column.typeModifier(), formats[i]));
        }
        Columns columns = Columns.received(new RowDescription(fields), types.get());
        return values -> new WireRow(columns.current(), values, 0, values.length);
    }
}
