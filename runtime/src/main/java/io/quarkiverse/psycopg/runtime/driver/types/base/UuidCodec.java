package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.util.UUID;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/** uuid: 16 bytes. Source: PostgreSQL documentation, 8.12. */
public final class UuidCodec extends Codec<UUID> {

    public static final int OID = 2950;
    private static final int WIDTH = 16;
    private static final int TEXT_LENGTH = 36;

    public UuidCodec() {
        super(OID, "uuid");
    }

    @Override
    public UUID decode(byte[] bytes, int offset, int length) {
        requireLength(WIDTH, length);
        return new UUID(BigEndian.int64(bytes, offset), BigEndian.int64(bytes, offset + Long.BYTES));
    }

    @Override
    public UUID parse(String text, Settings settings) {
        try {
            if (text.length() == TEXT_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            throw malformed("not 32 hexadecimal digits in groups");
        }
        throw malformed("expected 36 characters");
    }

    @Override
    public String text(UUID value, Settings settings) {
        return value.toString();
    }

    @Override
    public UUID coerce(Object value) {
        if (value instanceof UUID uuid) {
            return uuid;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(UUID value, WireWriter out) {
        out.writeInt64(value.getMostSignificantBits());
        out.writeInt64(value.getLeastSignificantBits());
    }
}
