package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Primitive;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Whole numbers of fixed width: int2, int4, int8, and the unsigned oid, xid, cid and xid8.
 * Source: PostgreSQL documentation, 8.1.1 and 8.19.
 *
 * @param <T> the boxed type
 */
public abstract class IntegralCodec<T extends Number> extends Codec<T> {

    private final Primitive primitive;
    private final int width;
    private final long min;
    private final long max;

    protected IntegralCodec(int oid, String typeName, Primitive primitive, int width, long min, long max) {
        super(oid, typeName);
        this.primitive = primitive;
        this.width = width;
        this.min = min;
        this.max = max;
    }

    /** The boxed value of a number that is in range. */
    protected abstract T box(long value);

    @Override
    public final Primitive primitive() {
        return primitive;
    }

    @Override
    public final T decode(byte[] bytes, int offset, int length) {
        requireLength(width, length);
        return box(switch (width) {
            case Short.BYTES -> BigEndian.int16(bytes, offset);
            case Integer.BYTES -> min < 0 ? BigEndian.int32(bytes, offset)
                    : Integer.toUnsignedLong(BigEndian.int32(bytes, offset));
            default -> BigEndian.int64(bytes, offset);
        });
    }

    @Override
    public T parse(String text, Settings settings) {
        long value;
        try {
            value = Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw malformed("not a whole number in range");
        }
        if (value < min || value > max) {
            throw malformed("out of range");
        }
        return box(value);
    }

    @Override
    public String text(T value, Settings settings) {
        return value.toString();
    }

    @Override
    public T coerce(Object value) {
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        if (!(value instanceof Number number)) {
            throw cannotSend(value);
        }
        long exact = exact(number);
        if (exact < min || exact > max) {
            throw new DataException(
                    "a " + value.getClass().getName() + " is outside the range of " + typeName());
        }
        return box(exact);
    }

    private long exact(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        try {
            if (number instanceof BigInteger big) {
                return big.longValueExact();
            }
            if (number instanceof BigDecimal decimal) {
                return decimal.longValueExact();
            }
        } catch (ArithmeticException e) {
            throw new DataException(
                    "a " + number.getClass().getName() + " is outside the range of " + typeName(), e);
        }
        throw cannotSend(number);
    }

    @Override
    public void encode(T value, WireWriter out) {
        switch (width) {
            case Short.BYTES -> out.writeInt16(value.intValue());
            case Integer.BYTES -> out.writeInt32((int) value.longValue());
            default -> out.writeInt64(value.longValue());
        }
    }

    @Override
    public <R> R as(T value, Class<R> target, Settings settings) {
        Object converted = Numbers.convert(this, value, target);
        return converted != null ? target.cast(converted) : super.as(value, target, settings);
    }
}
