package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * Conversions between Java's number classes that lose nothing: what does not fit is an error.
 */
final class Numbers {

    private static final long MAX_EXACT_DOUBLE = 1L << 53;
    private static final long MAX_EXACT_FLOAT = 1L << 24;

    private Numbers() {
    }

    /**
     * The number as the asked class, or null where that is not a number class that this knows.
     *
     * @throws DataException if the number is outside the class's range or would be rounded
     */
    static Object convert(Codec<?> codec, Number value, Class<?> target) {
        if (target.isInstance(value)) {
            return value;
        }
        BigDecimal exact;
        if (target == Long.class || target == Integer.class || target == Short.class || target == Byte.class
                || target == Double.class || target == Float.class || target == BigDecimal.class
                || target == BigInteger.class) {
            exact = exact(codec, value, target);
        } else {
            return null;
        }
        try {
            return narrow(codec, exact, target);
        } catch (ArithmeticException e) {
            throw new DataException("a value of " + codec.typeName() + " is outside the range of " + target.getName(), e);
        }
    }

    private static BigDecimal exact(Codec<?> codec, Number value, Class<?> target) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger big) {
            return new BigDecimal(big);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = value.doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw new DataException("a value of " + codec.typeName() + " is outside the range of " + target.getName());
            }
            return new BigDecimal(number);
        }
        return BigDecimal.valueOf(value.longValue());
    }

    private static Object narrow(Codec<?> codec, BigDecimal exact, Class<?> target) {
        if (target == BigDecimal.class) {
            return exact;
        }
        if (target == BigInteger.class) {
            requireReasonable(exact);
            return exact.toBigIntegerExact();
        }
        if (target == Double.class || target == Float.class) {
            return floating(codec, exact, target);
        }
        long whole = exact.longValueExact();
        if (target == Long.class) {
            return whole;
        }
        if (target == Integer.class) {
            return Math.toIntExact(whole);
        }
        if (target == Short.class ? whole != (short) whole : whole != (byte) whole) {
            throw new ArithmeticException("out of range");
        }
        if (target == Short.class) {
            return (short) whole;
        }
        return (byte) whole;
    }

    private static void requireReasonable(BigDecimal exact) {
        // A decimal of few bytes can have an exponent whose integer would fill the heap; numeric ends at 131,072 digits.
        if ((long) exact.precision() - exact.scale() > NumericCodec.MAX_INTEGER_DIGITS) {
            throw new ArithmeticException("too many digits");
        }
    }

    private static Object floating(Codec<?> codec, BigDecimal exact, Class<?> target) {
        if (target == Double.class) {
            double number = exact.doubleValue();
            requireExact(exact, number, MAX_EXACT_DOUBLE);
            return number;
        }
        float number = exact.floatValue();
        requireExact(exact, number, MAX_EXACT_FLOAT);
        return number;
    }

    private static void requireExact(BigDecimal exact, double number, long maxExact) {
        boolean whole = exact.scale() <= 0;
        if (Double.isInfinite(number) || whole && Math.abs(number) > maxExact
                && new BigDecimal(number).compareTo(exact) != 0) {
            throw new ArithmeticException("would be rounded");
        }
    }
}
