package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.LocalDate;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * date: int32 days since 2000-01-01; the infinities are LocalDate.MAX and LocalDate.MIN. Source: PostgreSQL documentation, 8.5.
 */
public final class DateCodec extends Codec<LocalDate> {

    public static final int OID = 1082;
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final LocalDate FIRST = LocalDate.of(-4713, 11, 24);
    private static final LocalDate LAST = LocalDate.of(5_874_897, 12, 31);

    public DateCodec() {
        super(OID, "date");
    }

    @Override
    public LocalDate decode(byte[] bytes, int offset, int length) {
        requireLength(Integer.BYTES, length);
        int days = BigEndian.int32(bytes, offset);
        if (days == Integer.MAX_VALUE) {
            return LocalDate.MAX;
        }
        return days == Integer.MIN_VALUE ? LocalDate.MIN : LocalDate.ofEpochDay(EPOCH_DAY + days);
    }

    @Override
    public LocalDate parse(String text, Settings settings) {
        return switch (text) {
            case TemporalText.INFINITY -> LocalDate.MAX;
            case TemporalText.MINUS_INFINITY -> LocalDate.MIN;
            default -> new TemporalParser(this, text, settings).date();
        };
    }

    @Override
    public String text(LocalDate value, Settings settings) {
        if (value.equals(LocalDate.MAX)) {
            return TemporalText.INFINITY;
        }
        return value.equals(LocalDate.MIN) ? TemporalText.MINUS_INFINITY : TemporalText.date(value, settings);
    }

    @Override
    public LocalDate coerce(Object value) {
        if (value instanceof LocalDate date) {
            return inRange(date);
        }
        if (value instanceof CharSequence text) {
            return inRange(parse(text.toString(), Settings.DEFAULT));
        }
        throw cannotSend(value);
    }

    private static LocalDate inRange(LocalDate date) {
        boolean infinite = date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN);
        if (!infinite && (date.isBefore(FIRST) || date.isAfter(LAST))) {
            throw new DataException("a java.time.LocalDate is outside the range of date (4714-11-24 BC to 5874897-12-31)");
        }
        return date;
    }

    @Override
    public void encode(LocalDate value, WireWriter out) {
        out.writeInt32(value.equals(LocalDate.MAX) ? Integer.MAX_VALUE
                : value.equals(LocalDate.MIN) ? Integer.MIN_VALUE : (int) (value.toEpochDay() - EPOCH_DAY));
    }
}
