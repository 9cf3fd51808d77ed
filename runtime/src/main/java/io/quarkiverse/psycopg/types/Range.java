package io.quarkiverse.psycopg.types;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A range: empty, or all values between two bounds, each inclusive, exclusive, or absent (unbounded).
 * <p>
 * Ranges are kept as they are: the server turns {@code [1,3]} of integers into {@code [1,4)}, this class does not. Source:
 * PostgreSQL documentation, 8.17.
 *
 * @param <T> the type of the bounds
 */
public final class Range<T> {

    private static final Range<Object> EMPTY = new Range<>(null, false, null, false, true);

    private final T lower;
    private final boolean lowerInclusive;
    private final T upper;
    private final boolean upperInclusive;
    private final boolean empty;

    private Range(T lower, boolean lowerInclusive, T upper, boolean upperInclusive, boolean empty) {
        this.lower = lower;
        this.lowerInclusive = lowerInclusive && lower != null;
        this.upper = upper;
        this.upperInclusive = upperInclusive && upper != null;
        this.empty = empty;
    }

    /** The range that has no values. */
    @SuppressWarnings("unchecked")
    public static <T> Range<T> empty() {
        return (Range<T>) EMPTY;
    }

    /** {@code [lower,upper)}, the form that ranges of integers and dates take on the server. */
    public static <T> Range<T> of(T lower, T upper) {
        return of(Optional.of(lower), true, Optional.of(upper), false);
    }

    /** {@code [lower,upper]}. */
    public static <T> Range<T> closed(T lower, T upper) {
        return of(Optional.of(lower), true, Optional.of(upper), true);
    }

    /** {@code [lower,)}. */
    public static <T> Range<T> atLeast(T lower) {
        return of(Optional.of(lower), true, Optional.empty(), false);
    }

    /** {@code (,upper)}. */
    public static <T> Range<T> lessThan(T upper) {
        return of(Optional.empty(), false, Optional.of(upper), false);
    }

    /** {@code (,)}. */
    public static <T> Range<T> unbounded() {
        return of(Optional.empty(), false, Optional.empty(), false);
    }

    /** Any range that is not empty; an absent bound is never inclusive. */
    public static <T> Range<T> of(Optional<T> lower, boolean lowerInclusive, Optional<T> upper, boolean upperInclusive) {
        return new Range<>(lower.orElse(null), lowerInclusive, upper.orElse(null), upperInclusive, false);
    }

    /** Whether it holds no value. */
    public boolean isEmpty() {
        return empty;
    }

    /** The lower bound; absent where the range is empty or has none. */
    public Optional<T> lower() {
        return Optional.ofNullable(lower);
    }

    /** The upper bound; absent where the range is empty or has none. */
    public Optional<T> upper() {
        return Optional.ofNullable(upper);
    }

    /** Whether the lower bound belongs to it; false where there is none. */
    public boolean isLowerInclusive() {
        return lowerInclusive;
    }

    /** Whether the upper bound belongs to it; false where there is none. */
    public boolean isUpperInclusive() {
        return upperInclusive;
    }

    /** A range of the same shape over other bounds. */
    public <R> Range<R> map(Function<? super T, ? extends R> bound) {
        if (empty) {
            return empty();
        }
        return new Range<>(lower == null ? null : bound.apply(lower), lowerInclusive,
                upper == null ? null : bound.apply(upper), upperInclusive, false);
    }

    /**
     * Whether the value lies in the range.
     *
     * @throws ClassCastException if the bounds are not {@link Comparable} with it
     */
    @SuppressWarnings("unchecked")
    public boolean contains(T value) {
        if (empty) {
            return false;
        }
        Comparable<? super T> comparable = (Comparable<? super T>) value;
        int low = lower == null ? 1 : comparable.compareTo(lower);
        int high = upper == null ? -1 : comparable.compareTo(upper);
        return (low > 0 || low == 0 && lowerInclusive) && (high < 0 || high == 0 && upperInclusive);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Range<?> that && empty == that.empty && lowerInclusive == that.lowerInclusive
                && upperInclusive == that.upperInclusive && Objects.equals(lower, that.lower)
                && Objects.equals(upper, that.upper);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lower, lowerInclusive, upper, upperInclusive, empty);
    }

    /** In interval notation, {@code [1,3)}, or {@code empty}. */
    @Override
    public String toString() {
        return empty ? "empty"
                : (lowerInclusive ? "[" : "(") + lower().map(Object::toString).orElse("") + ","
                        + upper().map(Object::toString).orElse("") + (upperInclusive ? "]" : ")");
    }
}
