package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Primitive;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/** real: IEEE 754 single, NaN and infinities included. Source: PostgreSQL documentation, 8.1.3. */
public final class Float4Codec extends Codec<Float> {

    public static final int OID = 700;

    public Float4Codec() {
        super(OID, "float4");
    }

    @Override
    public Primitive primitive() {
        return Primitive.FLOAT4;
    }

    @Override
    public Float decode(byte[] bytes, int offset, int length) {
        requireLength(Float.BYTES, length);
        return Float.intBitsToFloat(BigEndian.int32(bytes, offset));
    }

    @Override
    public Float parse(String text, Settings settings) {
        return FloatText.parseFloat(this, text);
    }

    @Override
    public String text(Float value, Settings settings) {
        return FloatText.of(value);
    }

    @Override
    public Float coerce(Object value) {
        if (value instanceof Float number) {
            return number;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        if (value instanceof Double number) {
            return narrow(number);
        }
        if (value instanceof Number number && Numbers.convert(this, number, Float.class) instanceof Float exact) {
            return exact;
        }
        throw cannotSend(value);
    }

    private Float narrow(double number) {
        if (Double.isNaN(number) || number == (double) (float) number) {
            return (float) number;
        }
        throw outOfRange(Float.class);
    }

    @Override
    public void encode(Float value, WireWriter out) {
        out.writeInt32(Float.floatToRawIntBits(value));
    }

    @Override
    public <R> R as(Float value, Class<R> target, Settings settings) {
        if (target == Double.class) {
            return target.cast(value.doubleValue());
        }
        Object converted = Numbers.convert(this, value, target);
        return converted != null ? target.cast(converted) : super.as(value, target, settings);
    }
}
