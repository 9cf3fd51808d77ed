package io.quarkiverse.psycopg.types;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A numeric that may also be NaN or infinite, which BigDecimal cannot say.
 * <p>
 * {@code Row.get(i)} gives a BigDecimal for finite values and one of the constants here else;
 * {@code Row.get(i, PgNumeric.class)} gives this class for both. NaN equals itself, as in PostgreSQL. Source: PostgreSQL
 * documentation, 8.1.2.
 */
public final class PgNumeric extends Number {

    private static final long serialVersionUID = 1L;

    /** Not a number. */
    public static final PgNumeric NAN = new PgNumeric(null, Double.NaN);
    /** Positive infinity, PostgreSQL 14 and later. */
    public static final PgNumeric POSITIVE_INFINITY = new PgNumeric(null, Double.POSITIVE_INFINITY);
    /** Negative infinity, PostgreSQL 14 and later. */
    public static final PgNumeric NEGATIVE_INFINITY = new PgNumeric(null, Double.NEGATIVE_INFINITY);

    private final BigDecimal finite;
    private final double special;

    private PgNumeric(BigDecimal finite, double special) {
        this.finite = finite;
        this.special = special;
    }

    /** A finite value with its scale. */
    public static PgNumeric of(BigDecimal value) {
        return new PgNumeric(Objects.requireNonNull(value, "value"), 0);
    }

    /** Whether it is a number: neither NaN nor an infinity. */
    public boolean isFinite() {
        return finite != null;
    }

    /** Whether it is NaN, which equals itself here as it does in PostgreSQL. */
    public boolean isNaN() {
        return finite == null && Double.isNaN(special);
    }

    /** Whether it is one of the two infinities. */
    public boolean isInfinite() {
        return finite == null && Double.isInfinite(special);
    }

    /**
     * The finite value.
     *
     * @throws ArithmeticException if it is NaN or infinite
     */
    public BigDecimal toBigDecimal() {
        if (finite == null) {
            throw new ArithmeticException(this + " has no decimal value");
        }
        return finite;
    }

    @Override
    public int intValue() {
        return finite != null ? finite.intValue() : (int) special;
    }

    @Override
    public long longValue() {
        return finite != null ? finite.longValue() : (long) special;
    }

    @Override
    public float floatValue() {
        return finite != null ? finite.floatValue() : (float) special;
    }

    @Override
    public double doubleValue() {
        return finite != null ? finite.doubleValue() : special;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgNumeric that && Objects.equals(finite, that.finite)
                && Double.compare(special, that.special) == 0;
    }

    @Override
    public int hashCode() {
        return finite != null ? finite.hashCode() : Double.hashCode(special);
    }

    /** The server's text: plain decimal digits, {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    @Override
    public String toString() {
        return finite != null ? finite.toPlainString() : Double.toString(special);
    }

    private Object readResolve() {
        if (finite != null) {
            return this;
        }
        return Double.isNaN(special) ? NAN : special > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    }
}
