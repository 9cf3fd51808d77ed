package io.quarkiverse.psycopg.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Several ranges of one type; as the server gives them, sorted and not touching each other. PostgreSQL 14 and later.
 * Source: PostgreSQL documentation, 8.17.
 *
 * @param <T> the type of the bounds
 * @param ranges the ranges, none where the multirange is empty
 */
public record Multirange<T>(List<Range<T>> ranges) {

    public Multirange {
        ranges = List.copyOf(ranges);
    }

    /** The multirange of these ranges. */
    @SafeVarargs
    public static <T> Multirange<T> of(Range<T>... ranges) {
        return new Multirange<>(List.of(ranges));
    }

    /** Whether it holds no value. */
    public boolean isEmpty() {
        return ranges.stream().allMatch(Range::isEmpty);
    }

    /** Whether the value lies in one of the ranges. */
    public boolean contains(T value) {
        return ranges.stream().anyMatch(range -> range.contains(value));
    }

    /** The ranges in braces, {@code {[1,3),[5,7)}}. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
