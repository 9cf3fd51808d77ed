package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.List;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Lists and arrays as {@code ARRAY[…]}. What has no element with a type of its own is a string, whose type the server finds
 * out: {@code '{}'} where all is empty, {@code '{NULL,NULL}'} where all is null.
 */
final class ArrayLiterals {

    /** PostgreSQL has no deeper arrays. Source: MAXDIM, PostgreSQL documentation 8.15. */
    private static final int DEEPEST = 6;

    private ArrayLiterals() {
    }

    static void write(List<?> values, LiteralWriter out) {
        write(values, out, 1);
    }

    private static void write(List<?> values, LiteralWriter out, int depth) {
        if (depth > DEEPEST) {
            throw new ProgrammingException("expected an array of at most " + DEEPEST
                    + " dimensions, got a deeper one: PostgreSQL has no more");
        }
        if (isEmpty(values, depth)) {
            out.raw("'{}'");
        } else if (isNull(values, depth)) {
            StringBuilder braces = new StringBuilder();
            nulls(values, braces);
            out.string(braces.toString());
        } else {
            String separator = "ARRAY[";
            for (Object value : values) {
                out.raw(separator);
                if (isArray(value)) {
                    write(LiteralForms.elements(value), out, depth + 1);
                } else {
                    out.value(value);
                }
                separator = ",";
            }
            out.raw("]");
        }
    }

    private static boolean isArray(Object value) {
        return value instanceof List<?> || value != null && value.getClass().isArray() && !(value instanceof byte[]);
    }

    private static boolean isEmpty(Object value, int depth) {
        return depth <= DEEPEST && isArray(value)
                && LiteralForms.elements(value).stream().allMatch(element -> isEmpty(element, depth + 1));
    }

    private static boolean isNull(Object value, int depth) {
        return value == null || depth <= DEEPEST && isArray(value)
                && LiteralForms.elements(value).stream().allMatch(element -> isNull(element, depth + 1));
    }

    private static void nulls(List<?> values, StringBuilder out) {
        char separator = '{';
        for (Object value : values) {
            out.append(separator);
            if (value == null) {
                out.append("NULL");
            } else {
                nulls(LiteralForms.elements(value), out);
            }
            separator = ',';
        }
        out.append(values.isEmpty() ? "{}" : "}");
    }
}
