package io.quarkiverse.psycopg.mapping;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Makes a record of a row whose columns are found by the names of the record's components: once for all rows of a result. What
 * {@link PgRow} generates extends it; so may a mapper by hand.
 * <p>
 * A component {@code orderId} is read from the column {@code orderId}, else {@code order_id}; one with {@link PgColumn} from
 * the column of that name alone. Further columns are ignored. May be used from any thread.
 *
 * @param <T> the record
 */
public abstract class RecordMapper<T> implements RowMapper<T> {

    private final String recordName;
    private final List<ComponentName> components;
    private volatile Places places = new Places(List.of(), new int[0]);

    /**
     * @param recordName the record's name, for messages
     * @param components the components' names in their order
     */
    protected RecordMapper(String recordName, List<ComponentName> components) {
        this.recordName = Objects.requireNonNull(recordName, "recordName");
        this.components = List.copyOf(components);
    }

    /** Where the components are in the rows of one result, which all share one list of columns. */
    private record Places(List<Column> columns, int[] at) {
    }

    /**
     * The record for a row.
     *
     * @param at the column's number of each component
     */
    protected abstract T map(Row row, int[] at);

    @Override
    public final T map(Row row) {
        List<Column> columns = row.columns();
        Places known = places;
        if (known.columns != columns || known.at.length != components.size()) {
            known = new Places(columns, find(columns));
            places = known;
        }
        return map(row, known.at);
    }

    /** Names of the components, as they are looked for. */
    public final List<ComponentName> components() {
        return components;
    }

    private int[] find(List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        int[] at = new int[components.size()];
        List<ComponentName> missing = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            at[i] = components.get(i).indexIn(names);
            if (at[i] < 0) {
                missing.add(components.get(i));
            }
        }
        if (!missing.isEmpty()) {
            throw new ProgrammingException(recordName + " is made of columns that the result has not: " + missing
                    + "; it has " + names + ". Select them, or name another column with @PgColumn");
        }
        return at;
    }

    /** A list of the elements of an array, or of JSON; null for SQL NULL. Elements may be null. */
    protected static <E> List<E> list(Row row, int column, Class<E[]> array, Type type) {
        if (isJson(row, column)) {
            return row.getJson(column, type);
        }
        E[] elements = row.get(column, array);
        return elements == null ? null : Collections.unmodifiableList(Arrays.asList(elements));
    }

    /** A value of a generic class; from JSON by the whole type. */
    protected static Object generic(Row row, int column, Class<?> raw, Type type) {
        return isJson(row, column) ? row.getJson(column, type) : row.get(column, raw);
    }

    private static boolean isJson(Row row, int column) {
        String name = row.columns().get(column).typeName();
        return name.equals("json") || name.equals("jsonb");
    }

    /** A value of a class for a primitive component that {@link Row} has no getter for; fails where it is SQL NULL. */
    protected static <V> V required(Row row, int column, Class<V> type) {
        V value = row.get(column, type);
        if (value == null) {
            throw new DataException("column " + column + " \"" + row.columns().get(column).name()
                    + "\" is NULL, which a primitive component cannot be");
        }
        return value;
    }
}
