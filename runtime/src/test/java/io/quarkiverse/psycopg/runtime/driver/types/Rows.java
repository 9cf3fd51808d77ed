package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/** Rows made from values by the registry's own encoding, or from bytes. */
final class Rows {

    private final TypeRegistry types;
    private final List<Field> fields = new ArrayList<>();
    private final WireWriter values = new WireWriter();

    Rows(TypeRegistry types) {
        this.types = types;
    }

    static Rows builtin() {
        return new Rows(TypeRegistry.builtin());
    }

    Rows with(String name, int oid, Object value) {
        fields.add(field(name, oid, types.parameterFormat(value, oid)));
        types.encode(value, oid, values);
        return this;
    }

    Rows withBytes(String name, int oid, int format, byte[] bytes) {
        fields.add(field(name, oid, format));
        values.writeInt32(bytes.length);
        values.writeBytes(bytes, 0, bytes.length);
        return this;
    }

    private static Field field(String name, int oid, int format) {
        return new Field(name, 0, (short) 0, oid, (short) -1, -1, (short) format);
    }

    WireRow row() {
        byte[] data = values.toByteArray();
        return new WireRow(Columns.received(new RowDescription(fields), types), data, 0, data.length);
    }
}
