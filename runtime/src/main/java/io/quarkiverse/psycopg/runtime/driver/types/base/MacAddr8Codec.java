package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.MacAddr8;

/** macaddr8: 8 bytes. Source: PostgreSQL documentation, 8.9. */
public final class MacAddr8Codec extends SimpleCodec<MacAddr8> {

    public static final int OID = 774;

    public MacAddr8Codec() {
        super(OID, "macaddr8", MacAddr8.class);
    }

    @Override
    public MacAddr8 decode(byte[] bytes, int offset, int length) {
        requireLength(Long.BYTES, length);
        return new MacAddr8(BigEndian.int64(bytes, offset));
    }

    @Override
    MacAddr8 read(String text) {
        return MacAddr8.parse(text);
    }

    @Override
    public void encode(MacAddr8 value, WireWriter out) {
        out.writeInt64(value.value());
    }
}
