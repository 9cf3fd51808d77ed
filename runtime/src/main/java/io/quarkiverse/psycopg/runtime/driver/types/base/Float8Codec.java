package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Primitive;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/** double precision: IEEE 754 double, NaN and infinities included. Source: PostgreSQL documentation, 8.1.3. */
public final class Float8Codec extends Codec<Double> {

    public static final int OID = 701;

    public Float8Codec() {
        super(OID, "float8");
    }

    @Override
    public Primitive primitive() {
        return Primitive.FLOAT8;
    }

    @Override
    public Double decode(byte[] bytes, int offset, int length) {
        requireLength(Double.BYTES, length);
        return Double.longBitsToDouble(BigEndian.int64(bytes, offset));
    }

    @Override
    public Double parse(String text, Settings settings) {
        return FloatText.parseDouble(this, text);
    }

    @Override
    public String text(Double value, Settings settings) {
        return FloatText.of(value);
    }

    @Override
    public Double coerce(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof Number number && Numbers.convert(this, number, Double.class) instanceof Double exact) {
            return exact;
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(Double value, WireWriter out) {
        out.writeInt64(Double.doubleToRawLongBits(value));
    }

    @Override
    public <R> R as(Double value, Class<R> target, Settings settings) {
        if (target == Float.class && (value.isNaN() || value.isInfinite() || value == (double) value.floatValue())) {
            return target.cast(value.floatValue());
        }
        Object converted = Numbers.convert(this, value, target);
        return converted != null ? target.cast(converted) : super.as(value, target, settings);
    }
}
