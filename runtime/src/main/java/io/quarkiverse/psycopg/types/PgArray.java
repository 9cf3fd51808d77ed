package io.quarkiverse.psycopg.types;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An SQL array: a list of its elements, or of arrays one dimension smaller, with lower bounds.
 * <p>
 * As a {@link List} it is unmodifiable, starts at 0 and equals any list of equal elements; nulls are SQL NULL. The empty array
 * has no dimensions. Source: PostgreSQL documentation, 8.15.
 *
 * @param <E> the elements, or {@code PgArray} where there are several dimensions
 */
public final class PgArray<E> extends AbstractList<E> implements RandomAccess {

    /** Dimensions that the server takes ({@code MAXDIM}). */
    public static final int MAX_DIMENSIONS = 6;

    private final int[] sizes;
    private final int[] lowerBounds;
    private final Object[] elements;
    private final int from;

    private PgArray(int[] sizes, int[] lowerBounds, Object[] elements, int from) {
        this.sizes = sizes;
        this.lowerBounds = lowerBounds;
        this.elements = elements;
        this.from = from;
    }

    /**
     * An array of these dimensions.
     *
     * @param sizes number of elements in each dimension, outermost first; empty for the empty array
     * @param lowerBounds index of the first element in each dimension, 1 by default in SQL
     * @param elements all elements, the last dimension varying fastest
     * @throws IllegalArgumentException if the sizes do not multiply to the number of elements
     */
    public static PgArray<Object> of(int[] sizes, int[] lowerBounds, List<?> elements) {
        long product = sizes.length == 0 ? 0 : 1;
        for (int size : sizes) {
            product = size > 0 ? Math.multiplyExact(product, size) : -1;
            if (product < 0) {
                break;
            }
        }
        if (sizes.length > MAX_DIMENSIONS || lowerBounds.length != sizes.length || product != elements.size()) {
            throw new IllegalArgumentException("sizes, lower bounds and number of elements contradict each other");
        }
        return new PgArray<>(sizes.clone(), lowerBounds.clone(), elements.toArray(), 0);
    }

    /** An array of one dimension that starts at 1. */
    @SafeVarargs
    public static <E> PgArray<E> of(E... elements) {
        return elements.length == 0 ? new PgArray<>(new int[0], new int[0], new Object[0], 0)
                : new PgArray<>(new int[] { elements.length }, new int[] { 1 }, elements.clone(), 0);
    }

    /** Number of dimensions, 0 for the empty array. */
    public int dimensions() {
        return sizes.length;
    }

    /** Number of elements in each dimension, outermost first. */
    public int[] sizes() {
        return sizes.clone();
    }

    /** Index of the first element in each dimension, outermost first. */
    public int[] lowerBounds() {
        return lowerBounds.clone();
    }

    /** All elements of all dimensions, the last dimension varying fastest. */
    public List<Object> flat() {
        int count = sizes.length == 0 ? 0 : 1;
        for (int size : sizes) {
            count *= size;
        }
        return Collections.unmodifiableList(Arrays.asList(elements).subList(from, from + count));
    }

    @Override
    public int size() {
        return sizes.length == 0 ? 0 : sizes[0];
    }

    @Override
    @SuppressWarnings("unchecked")
    public E get(int index) {
        Objects.checkIndex(index, size());
        if (sizes.length == 1) {
            return (E) elements[from + index];
        }
        int stride = 1;
        for (int i = 1; i < sizes.length; i++) {
            stride *= sizes[i];
        }
        return (E) new PgArray<>(Arrays.copyOfRange(sizes, 1, sizes.length),
                Arrays.copyOfRange(lowerBounds, 1, lowerBounds.length), elements, from + index * stride);
    }
}
