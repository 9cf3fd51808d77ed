package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.OffsetTime;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.PgTimeTz;

/**
 * time with time zone: {@code int64 microseconds | int32 seconds west of UTC}, as OffsetTime; 24:00:00 at some offset as
 * {@link PgTimeTz}. Source: PostgreSQL documentation, 8.5.
 */
public final class TimetzCodec extends Codec<Object> {

    public static final int OID = 1266;
    private static final int WIDTH = 12;

    public TimetzCodec() {
        super(OID, "timetz");
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) {
        requireLength(WIDTH, length);
        long micros = BigEndian.int64(bytes, offset);
        int secondsWest = BigEndian.int32(bytes, offset + Long.BYTES);
        if (micros < 0 || micros > PgTime.MICROS_PER_DAY || Math.abs((long) secondsWest) > PgTimeTz.MAX_OFFSET_SECONDS) {
            throw malformed("out of range");
        }
        return simplest(new PgTimeTz(new PgTime(micros), -secondsWest));
    }

    private static Object simplest(PgTimeTz value) {
        return value.time().equals(PgTime.END_OF_DAY) ? value : value.toOffsetTime();
    }

    @Override
    public Object parse(String text, Settings settings) {
        return simplest(new TemporalParser(this, text, settings).timetz());
    }

    @Override
    public String text(Object value, Settings settings) {
        return pgTimeTz(value).toString();
    }

    @Override
    public Object coerce(Object value) {
        if (value instanceof OffsetTime || value instanceof PgTimeTz) {
            return pgTimeTz(value);
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    private PgTimeTz pgTimeTz(Object value) {
        if (value instanceof PgTimeTz time) {
            return time;
        }
        OffsetTime time = (OffsetTime) value;
        if (Math.abs(time.getOffset().getTotalSeconds()) > PgTimeTz.MAX_OFFSET_SECONDS) {
            throw new DataException("the offset of a java.time.OffsetTime is outside the range of timetz (15:59:59)");
        }
        return PgTimeTz.of(time);
    }

    @Override
    public void encode(Object value, WireWriter out) {
        PgTimeTz time = pgTimeTz(value);
        out.writeInt64(time.time().micros());
        out.writeInt32(-time.offsetSeconds());
    }

    @Override
    public <R> R as(Object value, Class<R> target, Settings settings) {
        if (target == PgTimeTz.class) {
            return target.cast(pgTimeTz(value));
        }
        if (target == OffsetTime.class && value instanceof PgTimeTz) {
            throw new DataException(
                    "24:00:00 is outside the range of java.time.OffsetTime; read it as " + PgTimeTz.class.getName());
        }
        return super.as(value, target, settings);
    }
}
