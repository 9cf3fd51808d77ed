package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Primitive;

/** bigint: int64, as Long. */
public final class Int8Codec extends IntegralCodec<Long> {

    public static final int OID = 20;

    public Int8Codec() {
        super(OID, "int8", Primitive.INT8, Long.BYTES, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public Long coerce(Object value) {
        return value instanceof Long number ? number : super.coerce(value);
    }

    @Override
    protected Long box(long value) {
        return value;
    }
}
