package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Primitive;

/** oid and the other unsigned 32-bit identifiers (xid, cid): uint32, as Long from 0 to 4,294,967,295. */
public final class OidCodec extends IntegralCodec<Long> {

    public static final int OID = 26;
    private static final long MAX = 0xFFFF_FFFFL;

    public OidCodec(int oid, String typeName) {
        super(oid, typeName, Primitive.OID, Integer.BYTES, 0, MAX);
    }

    @Override
    protected Long box(long value) {
        return value;
    }
}
