package io.quarkiverse.psycopg.runtime.driver.types;

import io.quarkiverse.psycopg.mapping.CompositeMapping;
import io.quarkiverse.psycopg.runtime.driver.types.derived.CompositeCodec;

/**
 * Reads a composite of the database as a record of the application: as a row of its fields.
 */
final class CompositeMappingCodec extends ReadCodec {

    private final CompositeMapping<?> mapping;
    private final CompositeRows rows;

    CompositeMappingCodec(CompositeCodec plain, CompositeMapping<?> mapping, TypeRegistry types) {
        super(plain);
        this.mapping = mapping;
        this.rows = new CompositeRows(plain, types);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) {
        return mapping.map(rows.decode(bytes, offset, length));
    }

    @Override
    public Object parse(String text, Settings settings) {
        return mapping.map(rows.parse(text));
    }
}
