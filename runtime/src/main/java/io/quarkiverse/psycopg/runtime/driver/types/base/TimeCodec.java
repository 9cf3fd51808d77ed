package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.LocalTime;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.PgTime;

/**
 * time without time zone: int64 microseconds since midnight, as LocalTime; 24:00:00, which that cannot hold, as
 * {@link PgTime#END_OF_DAY}. Source: PostgreSQL documentation, 8.5.
 */
public final class TimeCodec extends Codec<Object> {

    public static final int OID = 1083;

    public TimeCodec() {
        super(OID, "time");
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) {
        requireLength(Long.BYTES, length);
        long micros = BigEndian.int64(bytes, offset);
        if (micros < 0 || micros > PgTime.MICROS_PER_DAY) {
            throw malformed("out of range");
        }
        return simplest(new PgTime(micros));
    }

    private static Object simplest(PgTime time) {
        return time.equals(PgTime.END_OF_DAY) ? time : time.toLocalTime();
    }

    @Override
    public Object parse(String text, Settings settings) {
        return simplest(new TemporalParser(this, text, settings).time());
    }

    @Override
    public String text(Object value, Settings settings) {
        return pgTime(value).toString();
    }

    @Override
    public Object coerce(Object value) {
        if (value instanceof LocalTime || value instanceof PgTime) {
            return value;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    private static PgTime pgTime(Object value) {
        return value instanceof PgTime time ? time : PgTime.of((LocalTime) value);
    }

    @Override
    public void encode(Object value, WireWriter out) {
        out.writeInt64(pgTime(value).micros());
    }

    @Override
    public <R> R as(Object value, Class<R> target, Settings settings) {
        if (target == PgTime.class) {
            return target.cast(pgTime(value));
        }
        if (target == LocalTime.class && value instanceof PgTime) {
            throw new DataException(
                    "24:00:00 is outside the range of java.time.LocalTime; read it as " + PgTime.class.getName());
        }
        return super.as(value, target, settings);
    }
}
