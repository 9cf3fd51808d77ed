package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.MacAddr;

/** macaddr: 6 bytes. Source: PostgreSQL documentation, 8.9. */
public final class MacAddrCodec extends SimpleCodec<MacAddr> {

    public static final int OID = 829;
    private static final int LOW_BITS = 16;

    public MacAddrCodec() {
        super(OID, "macaddr", MacAddr.class);
    }

    @Override
    public MacAddr decode(byte[] bytes, int offset, int length) {
        requireLength(MacAddr.BYTES, length);
        return new MacAddr(Integer.toUnsignedLong(BigEndian.int32(bytes, offset)) << LOW_BITS
                | Short.toUnsignedLong(BigEndian.int16(bytes, offset + Integer.BYTES)));
    }

    @Override
    MacAddr read(String text) {
        return MacAddr.parse(text);
    }

    @Override
    public void encode(MacAddr value, WireWriter out) {
        out.writeInt32((int) (value.value() >> LOW_BITS));
        out.writeInt16((short) value.value());
    }
}
