package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.replication.ReplicatedColumn;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/**
 * The codecs of the rows of tables: those that read the rows of queries.
 */
public final class TypedRows {

    /** pgoutput does not tell the width of a type; this is what variable width looks like. */
    private static final short UNKNOWN_SIZE = -1;

    private final Supplier<TypeRegistry> types;

    /** @param types the registry of the connection that the changes come over, asked for at each announcement of a table */
    public TypedRows(Supplier<TypeRegistry> types) {
        this.types = types;
    }

    /**
     * What reads a table's rows.
     *
     * @param formats a code per column, 0 for text and 1 for binary
     */
    Columns columns(ReplicatedTable table, short[] formats) {
        List<Field> fields = new ArrayList<>(formats.length);
        for (int i = 0; i < formats.length; i++) {
            ReplicatedColumn column = table.columns().get(i);
            fields.add(new Field(column.name(), (int) table.oid(), (short) 0, (int) column.typeOid(), UNKNOWN_SIZE,
                    column.typeModifier(), formats[i]));
        }
        return Columns.received(new RowDescription(fields), types.get());
    }

    /** The types of a table's columns that the catalog is to be asked for; none where there is no catalog. */
    List<Integer> unknown(ReplicatedTable table) {
        TypeRegistry known = types.get();
        if (known.catalog().isEmpty()) {
            return List.of();
        }
        return table.columns().stream().map(column -> (int) column.typeOid()).filter(oid -> !known.isKnown(oid)).distinct()
                .toList();
    }

    /** Has the composites among the types of a table's columns described anew. */
    void outdate(ReplicatedTable table) {
        types.get().outdateComposites(table.columns().stream().mapToInt(column -> (int) column.typeOid()).toArray());
    }
}
