package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * regclass and the other object identifier types, as the object's name. Asked for as text, because their binary form is
 * the bare OID; a number is taken for one. Source: PostgreSQL documentation, 8.19.
 */
public final class RegCodec extends StringCodec {

    public RegCodec(int oid, String typeName) {
        super(oid, typeName);
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        requireLength(Integer.BYTES, length);
        return Integer.toUnsignedString(BigEndian.int32(bytes, offset));
    }

    @Override
    public String coerce(Object value) {
        if (value instanceof CharSequence || value instanceof Long || value instanceof Integer) {
            return value.toString();
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(String value, WireWriter out) {
        throw cannotSend(value);
    }
}
