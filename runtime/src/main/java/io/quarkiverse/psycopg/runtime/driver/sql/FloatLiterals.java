package io.quarkiverse.psycopg.runtime.driver.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * float and double as the shortest decimal that reads back as the same value, spelled as Python's {@code repr} does: with a
 * point from 0.0001 up to 1e16, with an exponent else. NaN and the infinities take a cast.
 */
final class FloatLiterals {

    private static final int DOUBLE_SURE_DIGITS = 15;
    private static final int DOUBLE_DIGITS = 17;
    private static final int FLOAT_SURE_DIGITS = 6;
    private static final int FLOAT_DIGITS = 9;
    private static final int SMALLEST_POINT = -4;
    private static final int LARGEST_POINT = 15;

    private FloatLiterals() {
    }

    static void write(Double value, LiteralWriter out) {
        if (!Double.isFinite(value)) {
            out.typed(value.toString(), "float");
        } else {
            out.number(text(value));
        }
    }

    /** The digits of a finite value. */
    static String text(double value) {
        boolean normal = Math.abs(value) >= Double.MIN_NORMAL;
        return spell(value, digits(value, normal ? DOUBLE_SURE_DIGITS : 1, DOUBLE_DIGITS,
                candidate -> candidate.doubleValue() == value));
    }

    /** The digits of a finite value. */
    static String text(float value) {
        boolean normal = Math.abs(value) >= Float.MIN_NORMAL;
        return spell(value, digits(value, normal ? FLOAT_SURE_DIGITS : 1, FLOAT_DIGITS,
                candidate -> candidate.floatValue() == value));
    }

    static void write(Float value, LiteralWriter out) {
        if (!Float.isFinite(value)) {
            out.typed(value.toString(), "float");
        } else {
            out.number(text(value));
        }
    }

    private interface Same {
        boolean test(BigDecimal candidate);
    }

    /** The value rounded to as few digits as leave it the same. */
    private static BigDecimal digits(double value, int least, int most, Same same) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = least; precision < most; precision++) {
            BigDecimal candidate = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (same.test(candidate)) {
                return candidate.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(most, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static String spell(double value, BigDecimal shortest) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < SMALLEST_POINT || exponent > LARGEST_POINT) {
            BigDecimal mantissa = shortest.movePointLeft(exponent).stripTrailingZeros();
            return mantissa.toPlainString() + "e" + exponent;
        }
        String plain = shortest.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
