package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * The shortest decimal that reads back as the same float, spelled as PostgreSQL 12 and later do with
 * {@code extra_float_digits} above 0. (Java's own Double.toString is not the shortest before Java 19.)
 */
final class FloatText {

    private static final int DOUBLE_DIGITS = 17;
    private static final int FLOAT_DIGITS = 9;
    /** Digits that every decimal keeps through a normal double or float: one of them at most lies within its rounding. */
    private static final int DOUBLE_SAFE_DIGITS = 15;
    private static final int FLOAT_SAFE_DIGITS = 6;
    /** Decimals that are tried by plain arithmetic, and the number below which that is exact. */
    private static final double[] POWERS = { 1, 1e1, 1e2, 1e3, 1e4 };
    private static final double MAX_PLAIN = 1e10;
    /** Decimal exponents from which the server writes float8 and float4 in scientific notation. */
    private static final int DOUBLE_SCIENTIFIC = 15;
    private static final int FLOAT_SCIENTIFIC = 6;
    private static final int SMALLEST_FIXED = -4;
    private static final RoundingMode[] CANDIDATES = { RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP };

    private FloatText() {
    }

    static String of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        String plain = plain(value);
        if (plain != null) {
            return plain;
        }
        BigDecimal exact = new BigDecimal(Math.abs(value));
        BigDecimal low = middle(exact, new BigDecimal(Math.nextDown(Math.abs(value))));
        double above = Math.nextUp(Math.abs(value));
        BigDecimal high = Double.isInfinite(above) ? exact.add(exact.subtract(low)) : middle(exact, new BigDecimal(above));
        return (value < 0 ? "-" : "") + spell(
                shortest(exact, low, high, Math.abs(value) < Double.MIN_NORMAL ? 1 : DOUBLE_SAFE_DIGITS, DOUBLE_DIGITS),
                DOUBLE_SCIENTIFIC);
    }

    /** Numbers of few decimals and moderate size, as most are; null for others. */
    private static String plain(double value) {
        if (Math.abs(value) >= MAX_PLAIN) {
            return null;
        }
        for (int places = 0; places < POWERS.length; places++) {
            long scaled = Math.round(value * POWERS[places]);
            // One division of two exact numbers is rounded as reading the decimal would be.
            if (scaled / POWERS[places] == value) {
                return BigDecimal.valueOf(scaled, places).toPlainString();
            }
        }
        return null;
    }

    static String of(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Math.abs(value));
        BigDecimal low = middle(exact, new BigDecimal(Math.nextDown(Math.abs(value))));
        float above = Math.nextUp(Math.abs(value));
        BigDecimal high = Float.isInfinite(above) ? exact.add(exact.subtract(low)) : middle(exact, new BigDecimal(above));
        return (value < 0 ? "-" : "") + spell(
                shortest(exact, low, high, Math.abs(value) < Float.MIN_NORMAL ? 1 : FLOAT_SAFE_DIGITS, FLOAT_DIGITS),
                FLOAT_SCIENTIFIC);
    }

    static Double parseDouble(Codec<?> codec, String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                requireNumber(codec, text);
                yield Double.valueOf(text);
            }
        };
    }

    static Float parseFloat(Codec<?> codec, String text) {
        return switch (text) {
            case "NaN" -> Float.NaN;
            case "Infinity" -> Float.POSITIVE_INFINITY;
            case "-Infinity" -> Float.NEGATIVE_INFINITY;
            default -> {
                requireNumber(codec, text);
                yield Float.valueOf(text);
            }
        };
    }

    /** Java also reads "1d", "0x1p3" and blanks around; the server never writes them. */
    private static void requireNumber(Codec<?> codec, String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            if (!(c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-')) {
                throw new DataException("malformed " + codec.typeName() + ": not a number");
            }
        }
        try {
            if (digit) {
                Double.parseDouble(text);
                return;
            }
        } catch (NumberFormatException e) {
            throw new DataException("malformed " + codec.typeName() + ": not a number", e);
        }
        throw new DataException("malformed " + codec.typeName() + ": not a number");
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    private static BigDecimal middle(BigDecimal a, BigDecimal b) {
        return a.add(b).divide(BigDecimal.valueOf(2));
    }

    private static BigDecimal shortest(BigDecimal exact, BigDecimal low, BigDecimal high, int minDigits, int maxDigits) {
        for (int digits = minDigits; digits < maxDigits; digits++) {
            for (RoundingMode mode : CANDIDATES) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                // The ends of the interval do not count: not every reader rounds half to even.
                if (candidate.compareTo(low) > 0 && candidate.compareTo(high) < 0) {
                    return candidate;
                }
            }
        }
        return exact.round(new MathContext(maxDigits, RoundingMode.HALF_EVEN));
    }

    private static String spell(BigDecimal value, int scientificFrom) {
        BigDecimal number = value.stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= SMALLEST_FIXED && exponent < scientificFrom) {
            return number.toPlainString();
        }
        String digits = number.unscaledValue().toString();
        StringBuilder out = new StringBuilder(digits.length() + 6).append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return out.append(size < 10 ? "0" : "").append(size).toString();
    }
}
