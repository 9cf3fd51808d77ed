package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Primitive;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * timestamp with time zone: an instant (the server keeps no zone). By request an OffsetDateTime or ZonedDateTime in the
 * session's zone. The infinities are Instant.MAX and MIN, OffsetDateTime.MAX and MIN. Source: PostgreSQL documentation, 8.5.
 */
public final class TimestamptzCodec extends Codec<Instant> {

    public static final int OID = 1184;

    public TimestamptzCodec() {
        super(OID, "timestamptz");
    }

    @Override
    public Primitive primitive() {
        return Primitive.TIMESTAMPTZ;
    }

    @Override
    public Instant decode(byte[] bytes, int offset, int length) {
        requireLength(Long.BYTES, length);
        return Micros.instant(BigEndian.int64(bytes, offset));
    }

    @Override
    public Instant parse(String text, Settings settings) {
        return switch (text) {
            case TemporalText.INFINITY -> Instant.MAX;
            case TemporalText.MINUS_INFINITY -> Instant.MIN;
            default -> new TemporalParser(this, text, settings).instant();
        };
    }

    @Override
    public String text(Instant value, Settings settings) {
        if (value.equals(Instant.MAX)) {
            return TemporalText.INFINITY;
        }
        return value.equals(Instant.MIN) ? TemporalText.MINUS_INFINITY
                : TemporalText.timestamptz(value.atZone(settings.zone()), settings);
    }

    @Override
    public Instant coerce(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime time) {
            return time.equals(OffsetDateTime.MAX) ? Instant.MAX
                    : time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(Instant value, WireWriter out) {
        out.writeInt64(Micros.of(value));
    }

    @Override
    public <R> R as(Instant value, Class<R> target, Settings settings) {
        boolean infinite = value.equals(Instant.MAX) || value.equals(Instant.MIN);
        if (target == OffsetDateTime.class) {
            return target.cast(infinite ? value.equals(Instant.MAX) ? OffsetDateTime.MAX : OffsetDateTime.MIN
                    : value.atZone(settings.zone()).toOffsetDateTime());
        }
        if (target == ZonedDateTime.class) {
            if (infinite) {
                throw outOfRange(target);
            }
            return target.cast(value.atZone(settings.zone()));
        }
        return super.as(value, target, settings);
    }
}
