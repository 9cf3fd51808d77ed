package io.quarkiverse.psycopg.benchmarks.inner;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.Field;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/** The row that is selected by key in the large benchmarks: int8, text, timestamptz, numeric and jsonb in binary. */
final class PointRow {

    private static final int[] OIDS = { 20, 25, 1184, 1700, 3802 };
    private static final Object[] VALUES = { 4711L, "name of 4711", Instant.parse("2026-01-01T01:18:31Z"),
            new BigDecimal("47.11") };
    private static final String DOCUMENT = "{\"id\": 4711, \"tags\": [\"a\", \"b\"]}";
    /** The byte before the text of a jsonb in binary. */
    private static final int JSONB_VERSION = 1;
    private static final short BINARY = 1;

    final TypeRegistry types = TypeRegistry.builtin();
    final Columns columns = Columns.of(description(), types);
    final byte[] fields = fields();

    private static RowDescription description() {
        List<Field> fields = new ArrayList<>();
        for (int oid : OIDS) {
            fields.add(new Field("c" + fields.size(), 0, (short) 0, oid, (short) -1, -1, BINARY));
        }
        return new RowDescription(fields);
    }

    /** {@code int32 length | bytes} for each column. */
    private byte[] fields() {
        WireWriter out = new WireWriter();
        for (int i = 0; i < VALUES.length; i++) {
            types.encode(VALUES[i], OIDS[i], out);
        }
        int mark = out.beginLength();
        out.writeByte(JSONB_VERSION);
        out.writeUtf8(DOCUMENT);
        out.endLength(mark);
        return out.toByteArray();
    }
}
