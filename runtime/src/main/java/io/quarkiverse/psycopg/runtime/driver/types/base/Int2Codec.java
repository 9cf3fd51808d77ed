package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Primitive;

/** smallint: int16, as Short. */
public final class Int2Codec extends IntegralCodec<Short> {

    public static final int OID = 21;

    public Int2Codec() {
        super(OID, "int2", Primitive.INT2, Short.BYTES, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    protected Short box(long value) {
        return (short) value;
    }
}
