package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.PgNumeric;

/**
 * numeric: {@code int16 digits | int16 weight | int16 sign | int16 scale | digits of base 10000}, as BigDecimal with its scale;
 * NaN and the infinities as the constants of {@link PgNumeric}. Source: PostgreSQL documentation, 8.1.2.
 */
public final class NumericCodec extends Codec<Number> {

    public static final int OID = 1700;
    /** Digits before the decimal point that the server takes. */
    static final int MAX_INTEGER_DIGITS = 131_072;
    private static final int MAX_SCALE = 16_383;
    /** All digits, sign and point. */
    private static final int MAX_TEXT = MAX_INTEGER_DIGITS + MAX_SCALE + 2;
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int POSITIVE_INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;
    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final int LONG_GROUPS = 4;
    private static final int SPLIT = 32;
    private static final int HEADER = 8;
    /** The last group may end with up to three digits that are behind the scale, all zero. */
    private static final long[] POWERS_OF_TEN = { 1, 10, 100, 1_000 };
    /**
     * Zeros between the last digit and the scale that are written out. A number with more keeps a smaller scale, equal in
     * value: else forty bytes would become 60,000, and some megabytes on the way there.
     */
    private static final int MAX_ZEROS = 2_000;

    public NumericCodec() {
        super(OID, "numeric");
    }

    @Override
    public Number decode(byte[] bytes, int offset, int length) {
        if (length < HEADER) {
            throw malformed("shorter than its header");
        }
        int groups = BigEndian.int16(bytes, offset) & 0xffff;
        int weight = BigEndian.int16(bytes, offset + 2);
        int sign = BigEndian.int16(bytes, offset + 4) & 0xffff;
        int scale = BigEndian.int16(bytes, offset + 6) & 0xffff;
        int at = offset + HEADER;
        if (length - HEADER != groups * Short.BYTES) {
            throw malformed("the count of digits does not match the length");
        }
        return switch (sign) {
            case POSITIVE -> finite(bytes, at, groups, weight, scale, false);
            case NEGATIVE -> finite(bytes, at, groups, weight, scale, true);
            case NAN -> PgNumeric.NAN;
            case POSITIVE_INFINITY -> PgNumeric.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> PgNumeric.NEGATIVE_INFINITY;
            default -> throw malformed("unknown sign");
        };
    }

    private BigDecimal finite(byte[] bytes, int at, int groups, int weight, int scale, boolean negative) {
        if (scale > MAX_SCALE) {
            throw malformed("scale out of range");
        }
        int exponent = BASE_DIGITS * (weight - groups + 1);
        // Known before the long division that would find it out.
        if (groups > 0 && -exponent >= scale + BASE_DIGITS) {
            throw malformed("digits beyond the scale");
        }
        BigDecimal value;
        if (groups <= LONG_GROUPS) {
            long unscaled = 0;
            for (int i = 0; i < groups; i++) {
                unscaled = unscaled * BASE + group(bytes, at, i);
            }
            int zeros = exponent + scale;
            if (groups > 0 && zeros <= 0 && unscaled % POWERS_OF_TEN[-zeros] == 0) {
                unscaled /= POWERS_OF_TEN[-zeros];
                return BigDecimal.valueOf(negative ? -unscaled : unscaled, scale);
            }
            value = BigDecimal.valueOf(negative ? -unscaled : unscaled, -exponent);
        } else {
            int[] digits = new int[groups];
            for (int i = 0; i < groups; i++) {
                digits[i] = group(bytes, at, i);
            }
            BigInteger unscaled = join(digits, 0, groups);
            value = new BigDecimal(negative ? unscaled.negate() : unscaled, -exponent);
        }
        if (value.signum() == 0) {
            return BigDecimal.valueOf(0, scale);
        }
        if (exponent + scale > MAX_ZEROS) {
            return value;
        }
        try {
            return value.setScale(scale);
        } catch (ArithmeticException e) {
            throw malformed("digits beyond the scale");
        }
    }

    private int group(byte[] bytes, int at, int index) {
        int group = BigEndian.int16(bytes, at + index * Short.BYTES);
        if (group < 0 || group >= BASE) {
            throw malformed("a digit out of range");
        }
        return group;
    }

    /** Halves the digits, so that the work of very long numbers is not quadratic. */
    private static BigInteger join(int[] digits, int from, int to) {
        if (to - from <= SPLIT) {
            StringBuilder text = new StringBuilder((to - from) * BASE_DIGITS);
            for (int i = from; i < to; i++) {
                text.append((char) ('0' + digits[i] / 1000)).append((char) ('0' + digits[i] / 100 % 10))
                        .append((char) ('0' + digits[i] / 10 % 10)).append((char) ('0' + digits[i] % 10));
            }
            return new BigInteger(text.toString());
        }
        int middle = (from + to) >>> 1;
        BigInteger shift = BigInteger.TEN.pow((to - middle) * BASE_DIGITS);
        return join(digits, from, middle).multiply(shift).add(join(digits, middle, to));
    }

    @Override
    public Number parse(String text, Settings settings) {
        switch (text) {
            case "NaN":
                return PgNumeric.NAN;
            case "Infinity":
                return PgNumeric.POSITIVE_INFINITY;
            case "-Infinity":
                return PgNumeric.NEGATIVE_INFINITY;
            default:
                return finite(text);
        }
    }

    /** Refuses what no server sends before it costs: reading digits takes quadratic time, writing 1e999999999 all memory. */
    private BigDecimal finite(String text) {
        BigDecimal value;
        try {
            value = text.length() > MAX_TEXT ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw malformed("not a number");
        }
        if (value == null || !isInRange(value)) {
            throw malformed("more digits than numeric holds");
        }
        return value;
    }

    @Override
    public String text(Number value, Settings settings) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    @Override
    public Number coerce(Object value) {
        if (value instanceof BigDecimal decimal) {
            return inRange(decimal);
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        if (value instanceof PgNumeric number) {
            return number.isFinite() ? inRange(number.toBigDecimal()) : number;
        }
        if (value instanceof Double || value instanceof Float) {
            return ofFloating((Number) value);
        }
        if (value instanceof Number number && Numbers.convert(this, number, BigDecimal.class) instanceof BigDecimal exact) {
            return inRange(exact);
        }
        throw cannotSend(value);
    }

    private static Number ofFloating(Number value) {
        double number = value.doubleValue();
        if (Double.isNaN(number)) {
            return PgNumeric.NAN;
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? PgNumeric.POSITIVE_INFINITY : PgNumeric.NEGATIVE_INFINITY;
        }
        return new BigDecimal(value.toString());
    }

    private Number inRange(BigDecimal value) {
        if (!isInRange(value)) {
            throw new DataException("a java.math.BigDecimal has more digits than numeric holds");
        }
        return value;
    }

    private static boolean isInRange(BigDecimal value) {
        return value.scale() <= MAX_SCALE && (long) value.precision() - value.scale() <= MAX_INTEGER_DIGITS;
    }

    @Override
    public void encode(Number value, WireWriter out) {
        if (value instanceof BigDecimal decimal) {
            encodeFinite(decimal, out);
            return;
        }
        out.writeInt16(0);
        out.writeInt16(0);
        out.writeInt16(value == PgNumeric.NAN ? NAN
                : value == PgNumeric.POSITIVE_INFINITY ? POSITIVE_INFINITY : NEGATIVE_INFINITY);
        out.writeInt16(0);
    }

    private void encodeFinite(BigDecimal value, WireWriter out) {
        BigDecimal number = value.scale() < 0 ? value.setScale(0) : value;
        int scale = number.scale();
        String digits = number.unscaledValue().abs().toString();
        // The first group holds the digits left over when the decimal point is to fall between two groups.
        int integerDigits = digits.length() - scale;
        int weight = Math.floorDiv(integerDigits - 1, BASE_DIGITS);
        int groups = number.signum() == 0 ? 0 : weight + 1 + Math.floorDiv(scale + BASE_DIGITS - 1, BASE_DIGITS);
        out.writeInt16(groups);
        out.writeInt16(groups == 0 ? 0 : weight);
        out.writeInt16(number.signum() < 0 ? NEGATIVE : POSITIVE);
        out.writeInt16(scale);
        int at = integerDigits - (weight + 1) * BASE_DIGITS;
        for (int i = 0; i < groups; i++, at += BASE_DIGITS) {
            int group = 0;
            for (int j = at; j < at + BASE_DIGITS; j++) {
                group = group * 10 + (j >= 0 && j < digits.length() ? digits.charAt(j) - '0' : 0);
            }
            out.writeInt16(group);
        }
    }

    @Override
    public <R> R as(Number value, Class<R> target, Settings settings) {
        if (target == PgNumeric.class) {
            return target.cast(value instanceof BigDecimal decimal ? PgNumeric.of(decimal) : value);
        }
        if (value instanceof PgNumeric special) {
            if (target == Double.class) {
                return target.cast(special.doubleValue());
            }
            if (target == Float.class) {
                return target.cast(special.floatValue());
            }
            if (Number.class.isAssignableFrom(target) && target != Number.class) {
                throw outOfRange(target);
            }
            return super.as(value, target, settings);
        }
        Object converted = Numbers.convert(this, value, target);
        return converted != null ? target.cast(converted) : super.as(value, target, settings);
    }
}
