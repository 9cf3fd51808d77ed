package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.types.PgArray;

/**
 * What Java has for an SQL array: collections and arrays, nested ones for several dimensions.
 */
public final class Sequences {

    private Sequences() {
    }

    /** Whether the value stands for an SQL array. */
    public static boolean isSequence(Object value) {
        return value instanceof Collection<?> || value != null && value.getClass().isArray();
    }

    /** Elements of one level. */
    public static List<?> items(Object sequence) {
        if (sequence instanceof List<?> list) {
            return list;
        }
        if (sequence instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (sequence instanceof Object[] array) {
            return Arrays.asList(array);
        }
        int length = Array.getLength(sequence);
        List<Object> items = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            items.add(Array.get(sequence, i));
        }
        return items;
    }

    /** Whether the test holds for every element that is not null, at any depth. */
    static boolean all(Object sequence, Predicate<Object> scalar, Predicate<Object> test) {
        for (Object item : items(sequence)) {
            boolean nested = isSequence(item) && !scalar.test(item);
            if (item != null && !(nested ? all(item, scalar, test) : test.test(item))) {
                return false;
            }
        }
        return true;
    }

    /** The first element that is not null, at any depth, or null where there is none; byte[] is an element. */
    public static Object first(Object sequence) {
        for (Object item : items(sequence)) {
            boolean nested = isSequence(item) && !(item instanceof byte[]);
            Object found = nested ? first(item) : item;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * The value as an SQL array; empty lists at any depth make the empty array.
     *
     * @param scalar which sequences are elements themselves
     * @param each what becomes of an element that is not null
     * @param ragged the failure where lists of one level differ in length or depth
     */
    static PgArray<?> toArray(Object value, Predicate<Object> scalar, Function<Object, Object> each,
            Supplier<DataException> ragged) {
        List<Integer> sizes = new ArrayList<>();
        List<?> level = items(value);
        while (true) {
            sizes.add(level.size());
            if (level.isEmpty() || !isSequence(level.get(0)) || scalar.test(level.get(0))) {
                break;
            }
            level = items(level.get(0));
            if (sizes.size() >= PgArray.MAX_DIMENSIONS) {
                throw ragged.get();
            }
        }
        List<Object> flat = new ArrayList<>();
        collect(value, 0, sizes, flat, scalar, each, ragged);
        int[] dimensions = sizes.stream().mapToInt(Integer::intValue).toArray();
        if (flat.isEmpty()) {
            return PgArray.of();
        }
        return PgArray.of(dimensions, lowerBounds(value, dimensions.length), flat);
    }

    private static int[] lowerBounds(Object value, int dimensions) {
        if (value instanceof PgArray<?> array && array.dimensions() == dimensions) {
            return array.lowerBounds();
        }
        int[] bounds = new int[dimensions];
        Arrays.fill(bounds, 1);
        return bounds;
    }

    private static void collect(Object value, int depth, List<Integer> sizes, List<Object> flat, Predicate<Object> scalar,
            Function<Object, Object> each, Supplier<DataException> ragged) {
        List<?> items = items(value);
        if (items.size() != sizes.get(depth)) {
            throw ragged.get();
        }
        boolean last = depth == sizes.size() - 1;
        for (Object item : items) {
            boolean nested = isSequence(item) && !scalar.test(item);
            if (nested == last) {
                throw ragged.get();
            }
            if (nested) {
                collect(item, depth + 1, sizes, flat, scalar, each, ragged);
            } else {
                flat.add(item == null ? null : each.apply(item));
            }
        }
    }

    /** Integer for int and so on; other classes as they are. */
    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
