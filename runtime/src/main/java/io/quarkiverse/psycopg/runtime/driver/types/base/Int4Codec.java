package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Primitive;

/** integer: int32, as Integer. */
public final class Int4Codec extends IntegralCodec<Integer> {

    public static final int OID = 23;

    public Int4Codec() {
        super(OID, "int4", Primitive.INT4, Integer.BYTES, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public Integer coerce(Object value) {
        return value instanceof Integer number ? number : super.coerce(value);
    }

    @Override
    protected Integer box(long value) {
        return (int) value;
    }
}
