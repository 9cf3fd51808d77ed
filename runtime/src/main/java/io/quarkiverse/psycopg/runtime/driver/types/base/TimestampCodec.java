package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.LocalDateTime;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * timestamp without time zone, as LocalDateTime; the infinities are LocalDateTime.MAX and MIN. Source: PostgreSQL
 * documentation, 8.5.
 */
public final class TimestampCodec extends Codec<LocalDateTime> {

    public static final int OID = 1114;

    public TimestampCodec() {
        super(OID, "timestamp");
    }

    @Override
    public LocalDateTime decode(byte[] bytes, int offset, int length) {
        requireLength(Long.BYTES, length);
        return Micros.local(BigEndian.int64(bytes, offset));
    }

    @Override
    public LocalDateTime parse(String text, Settings settings) {
        return switch (text) {
            case TemporalText.INFINITY -> LocalDateTime.MAX;
            case TemporalText.MINUS_INFINITY -> LocalDateTime.MIN;
            default -> new TemporalParser(this, text, settings).timestamp();
        };
    }

    @Override
    public String text(LocalDateTime value, Settings settings) {
        if (value.equals(LocalDateTime.MAX)) {
            return TemporalText.INFINITY;
        }
        return value.equals(LocalDateTime.MIN) ? TemporalText.MINUS_INFINITY : TemporalText.timestamp(value, settings);
    }

    @Override
    public LocalDateTime coerce(Object value) {
        if (value instanceof LocalDateTime local) {
            return local;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(LocalDateTime value, WireWriter out) {
        out.writeInt64(Micros.of(value));
    }
}
