package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.Duration;
import java.time.Period;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.PgInterval;

/**
 * interval: {@code int64 microseconds | int32 days | int32 months}. By request a Duration or a Period, where the value has no
 * parts that those cannot hold. Source: PostgreSQL documentation, 8.5.4.
 */
public final class IntervalCodec extends Codec<PgInterval> {

    public static final int OID = 1186;
    private static final int WIDTH = 16;

    public IntervalCodec() {
        super(OID, "interval");
    }

    @Override
    public PgInterval decode(byte[] bytes, int offset, int length) {
        requireLength(WIDTH, length);
        return new PgInterval(BigEndian.int32(bytes, offset + 12), BigEndian.int32(bytes, offset + 8),
                BigEndian.int64(bytes, offset));
    }

    @Override
    public PgInterval parse(String text, Settings settings) {
        try {
            return new IntervalParser(text).read();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw malformed("not in the form of an IntervalStyle, or out of range");
        }
    }

    @Override
    public String text(PgInterval value, Settings settings) {
        return IntervalText.of(value, settings.intervalStyle());
    }

    @Override
    public PgInterval coerce(Object value) {
        try {
            if (value instanceof PgInterval interval) {
                return interval;
            }
            if (value instanceof Duration duration) {
                return PgInterval.of(duration);
            }
            if (value instanceof Period period) {
                return PgInterval.of(period);
            }
        } catch (ArithmeticException e) {
            throw new DataException("a " + value.getClass().getName() + " is outside the range of interval", e);
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(PgInterval value, WireWriter out) {
        out.writeInt64(value.micros());
        out.writeInt32(value.days());
        out.writeInt32(value.months());
    }

    @Override
    public <R> R as(PgInterval value, Class<R> target, Settings settings) {
        if (target != Duration.class && target != Period.class) {
            return super.as(value, target, settings);
        }
        try {
            return target.cast(target == Duration.class ? value.toDuration() : value.toPeriod());
        } catch (ArithmeticException e) {
            throw new DataException(e.getMessage() + "; read it as " + PgInterval.class.getName(), e);
        }
    }
}
