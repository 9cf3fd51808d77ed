package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.math.BigInteger;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * xid8: uint64, as Long, from 2^63 on as BigInteger. Source: PostgreSQL documentation, 8.19.
 */
public final class Xid8Codec extends Codec<Number> {

    public static final int OID = 5069;

    public Xid8Codec() {
        super(OID, "xid8");
    }

    @Override
    public Number decode(byte[] bytes, int offset, int length) {
        requireLength(Long.BYTES, length);
        return simplest(BigEndian.int64(bytes, offset));
    }

    private static Number simplest(long value) {
        return value >= 0 ? (Number) value : new BigInteger(Long.toUnsignedString(value));
    }

    @Override
    public Number parse(String text, Settings settings) {
        try {
            return simplest(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            throw malformed("not an unsigned number of 64 bits");
        }
    }

    @Override
    public String text(Number value, Settings settings) {
        return value.toString();
    }

    @Override
    public Number coerce(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof BigInteger || value instanceof CharSequence) {
            return parse(value.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(Number value, WireWriter out) {
        out.writeInt64(value.longValue());
    }

    @Override
    public <R> R as(Number value, Class<R> target, Settings settings) {
        Object converted = Numbers.convert(this, value, target);
        return converted != null ? target.cast(converted) : super.as(value, target, settings);
    }
}
