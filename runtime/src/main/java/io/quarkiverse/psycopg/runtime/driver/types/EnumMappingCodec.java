package io.quarkiverse.psycopg.runtime.driver.types;

import io.quarkiverse.psycopg.mapping.EnumMapping;

/**
 * Reads an enum of the database as one of the application.
 */
final class EnumMappingCodec extends ReadCodec {

    private final EnumMapping<?> mapping;

    EnumMappingCodec(Codec<?> plain, EnumMapping<?> mapping) {
        super(plain);
        this.mapping = mapping;
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) {
        return mapping.constant(Utf8.decode(bytes, offset, length));
    }

    @Override
    public Object parse(String text, Settings settings) {
        return mapping.constant(text);
    }
}
