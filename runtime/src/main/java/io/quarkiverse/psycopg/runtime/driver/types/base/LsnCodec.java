package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Lsn;

/** pg_lsn: uint64. Source: PostgreSQL documentation, 8.20. */
public final class LsnCodec extends Codec<Lsn> {

    public static final int OID = 3220;

    public LsnCodec() {
        super(OID, "pg_lsn");
    }

    @Override
    public Lsn decode(byte[] bytes, int offset, int length) {
        requireLength(Long.BYTES, length);
        return Lsn.of(BigEndian.int64(bytes, offset));
    }

    @Override
    public Lsn parse(String text, Settings settings) {
        return Lsn.parse(text);
    }

    @Override
    public String text(Lsn value, Settings settings) {
        return value.toString();
    }

    @Override
    public Lsn coerce(Object value) {
        if (value instanceof Lsn lsn) {
            return lsn;
        }
        if (value instanceof CharSequence text) {
            return Lsn.parse(text.toString());
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(Lsn value, WireWriter out) {
        out.writeInt64(value.value());
    }
}
