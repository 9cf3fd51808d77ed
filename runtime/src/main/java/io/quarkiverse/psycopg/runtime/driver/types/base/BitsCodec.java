package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.util.Arrays;
import java.util.BitSet;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Bits;

/** bit and bit varying: {@code int32 bits | packed bits}. Source: PostgreSQL documentation, 8.10. */
public final class BitsCodec extends SimpleCodec<Bits> {

    public static final int BIT = 1560;
    public static final int VARBIT = 1562;

    public BitsCodec(int oid, String typeName) {
        super(oid, typeName, Bits.class);
    }

    @Override
    public Bits decode(byte[] bytes, int offset, int length) {
        if (length < Integer.BYTES) {
            throw malformed("its length is " + length);
        }
        try {
            return Bits.of(Arrays.copyOfRange(bytes, offset + Integer.BYTES, offset + length),
                    BigEndian.int32(bytes, offset));
        } catch (IllegalArgumentException e) {
            throw malformed("the count of bits does not match the length");
        }
    }

    @Override
    Bits read(String text) {
        return Bits.parse(text);
    }

    @Override
    public Bits coerce(Object value) {
        return value instanceof BitSet set ? Bits.of(set, set.length()) : super.coerce(value);
    }

    @Override
    public void encode(Bits value, WireWriter out) {
        out.writeInt32(value.length());
        out.writeBytes(value.bytes());
    }

    @Override
    public <R> R as(Bits value, Class<R> target, Settings settings) {
        if (target == BitSet.class) {
            return target.cast(value.toBitSet());
        }
        if (target == Boolean.class && value.length() == 1) {
            return target.cast(value.get(0));
        }
        return super.as(value, target, settings);
    }
}
