package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.TypeInfo.Attribute;
import io.quarkiverse.psycopg.runtime.driver.types.derived.CompositeCodec;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/**
 * Values of a composite as rows of their fields, so that a record is made of them in the way in which one is made of a row. May
 * be used from any thread.
 */
final class CompositeRows {

    private static final short BINARY = 1;
    private static final short TEXT = 0;
    private static final int NULL_LENGTH = -1;

    private final CompositeCodec codec;
    private final TypeRegistry types;
    /** Made when first needed; several threads may make them, each the same. */
    private volatile Columns binary;
    private volatile Columns text;

    CompositeRows(CompositeCodec codec, TypeRegistry types) {
        this.codec = codec;
        this.types = types;
    }

    /** The row of a value in binary form. */
    Row decode(byte[] bytes, int offset, int length) {
        List<Attribute> found = new ArrayList<>();
        WireWriter out = new WireWriter();
        codec.eachField(bytes, offset, length, (type, at, size) -> {
            found.add(new Attribute(nameOf(found.size(), type, found), type));
            out.writeInt32(size);
            out.writeBytes(bytes, at, Math.max(0, size));
        });
        Columns known = binary;
        if (!found.equals(codec.attributes())) {
            codec.outdated();
            return row(columns(found, BINARY), out);
        }
        known = known == null ? columns(found, BINARY) : known.current();
        binary = known;
        return row(known, out);
    }

    /** A type that has got a column since it was described still tells the names of those before it. */
    private String nameOf(int field, int type, List<Attribute> before) {
        List<Attribute> described = codec.attributes();
        boolean same = field < described.size() && described.get(field).typeOid() == type
                && before.equals(described.subList(0, field));
        return same ? described.get(field).name() : "f" + (field + 1);
    }

    /** The row of a value in text form. */
    Row parse(String value) {
        WireWriter out = new WireWriter();
        for (String field : codec.fieldTexts(value)) {
            if (field == null) {
                out.writeInt32(NULL_LENGTH);
            } else {
                int mark = out.beginLength();
                out.writeUtf8(field);
                out.endLength(mark);
            }
        }
        Columns known = text;
        known = known == null ? columns(codec.attributes(), TEXT) : known.current();
        text = known;
        return row(known, out);
    }

    private Columns columns(List<Attribute> attributes, short format) {
        List<Field> fields = new ArrayList<>();
        for (Attribute attribute : attributes) {
            fields.add(new Field(attribute.name(), 0, (short) 0, attribute.typeOid(), (short) -1, -1, format));
        }
        return Columns.received(new RowDescription(fields), types);
    }

    private static Row row(Columns columns, WireWriter out) {
        byte[] data = out.toByteArray();
        return new WireRow(columns, data, 0, data.length);
    }
}
