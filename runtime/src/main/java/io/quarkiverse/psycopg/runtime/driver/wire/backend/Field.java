package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A column of a RowDescription.
 * {@code string name\0 | int32 table | int16 column | int32 type | int16 size | int32 modifier | int16 format}
 *
 * @param tableOid unsigned; 0 when the column is not one of a table
 * @param tableColumn the attribute's number, 0 when it is none
 * @param typeOid unsigned
 * @param typeSize in bytes, negative when it varies
 * @param typeModifier -1 when there is none
 * @param format 0 text, 1 binary
 */
public record Field(String name, int tableOid, short tableColumn, int typeOid, short typeSize, int typeModifier,
        short format) {

    /** The bytes of a field with an empty name. */
    static final int LEAST_SIZE = 19;

    public Field {
        Objects.requireNonNull(name);
    }

    static Field read(WireReader in) {
        return new Field(in.readCString(), in.readInt32(), in.readInt16(), in.readInt32(), in.readInt16(), in.readInt32(),
                in.readInt16());
    }

    void write(WireWriter out) {
        out.writeCString(name);
        out.writeInt32(tableOid);
        out.writeInt16(tableColumn);
        out.writeInt32(typeOid);
        out.writeInt16(typeSize);
        out.writeInt32(typeModifier);
        out.writeInt16(format);
    }
}
