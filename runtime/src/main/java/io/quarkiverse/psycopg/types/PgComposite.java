package io.quarkiverse.psycopg.types;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A value of a composite type or an anonymous record: its fields in order, by number or name. Fields may be null.
 * <p>
 * As a parameter its values are sent to the composite's columns by their order. {@link #toString()} shows names and never
 * values. Source: PostgreSQL documentation, 8.16.
 *
 * @param typeName name of the composite, {@code record} for an anonymous one
 * @param names the fields' names; {@code f1}, {@code f2}… in an anonymous record
 * @param values the fields' values
 */
public record PgComposite(String typeName, List<String> names, List<Object> values) {

    private static final String ANONYMOUS = "record";

    public PgComposite {
        Objects.requireNonNull(typeName, "typeName");
        names = List.copyOf(names);
        values = Collections.unmodifiableList(new ArrayList<>(values));
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + values.size() + " values");
        }
    }

    /** An anonymous record of these values. */
    public static PgComposite of(Object... values) {
        return anonymous(Arrays.asList(values));
    }

    /** An anonymous record of these values. */
    public static PgComposite anonymous(List<?> values) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= values.size(); i++) {
            names.add("f" + i);
        }
        return new PgComposite(ANONYMOUS, names, new ArrayList<>(values));
    }

    /** Number of fields. */
    public int size() {
        return values.size();
    }

    /** The field at a place counted from 0; null is SQL NULL. */
    public Object get(int field) {
        return values.get(field);
    }

    /**
     * The field of that name; null is SQL NULL.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Object get(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no field \"" + name + "\"; there are " + names);
        }
        return values.get(index);
    }

    /** Bytes are compared by their content. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PgComposite that && typeName.equals(that.typeName) && names.equals(that.names)
                && Arrays.deepEquals(values.toArray(), that.values.toArray());
    }

    @Override
    public int hashCode() {
        return names.hashCode() * 31 + Arrays.deepHashCode(values.toArray());
    }

    @Override
    public String toString() {
        return typeName + names;
    }
}
