package io.quarkiverse.psycopg.runtime.driver.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.quarkiverse.psycopg.AsIs;
import io.quarkiverse.psycopg.Binary;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.QuotedString;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.AsJson;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.Multirange;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.Range;

/**
 * Makes values ready for binding on the server: adapters applied, inside tuples and lists too, wrappers taken off. A value that
 * needs nothing is given back itself.
 */
record BoundValues(Adaptation adaptation) {

    /** Deeper values are refused before the stack ends. */
    private static final int DEEPEST = 200;

    Object value(Object value) {
        return value(value, 0);
    }

    private Object value(Object value, int depth) {
        if (value == null || isCommon(value.getClass()) && adaptation.adapters().isEmpty()) {
            return value;
        }
        if (depth > DEEPEST) {
            throw new ProgrammingException("expected a value nested at most " + DEEPEST
                    + " deep, got a deeper one: does it hold itself?");
        }
        Object adapted = adaptation.adapt(value);
        if (adapted instanceof List<?> list) {
            return list(list, depth);
        }
        if (adapted instanceof PgTuple tuple) {
            List<?> elements = list(tuple.values(), depth);
            return elements == tuple.values() ? tuple : new PgTuple(new ArrayList<>(elements));
        }
        if (adapted instanceof Object[] array && !isPlain(array.getClass())) {
            List<?> before = LiteralForms.elements(array);
            List<?> after = list(before, depth);
            return after == before ? array : after;
        }
        if (adapted instanceof PgComposite composite) {
            List<?> fields = list(composite.values(), depth);
            return fields == composite.values() ? composite
                    : new PgComposite(composite.typeName(), composite.names(), new ArrayList<>(fields));
        }
        if (adapted instanceof Range<?> range) {
            return range.map(bound -> value(bound, depth + 1));
        }
        if (adapted instanceof Multirange<?> multirange) {
            return new Multirange<>(multirange.ranges().stream().map(range -> bounds(range, depth)).toList());
        }
        return unwrapped(adapted, depth);
    }

    private Range<Object> bounds(Range<?> range, int depth) {
        return range.map(bound -> value(bound, depth + 1));
    }

    /** The classes that most arguments have: with no adapter anywhere, they need no look at all. */
    private static boolean isCommon(Class<?> type) {
        return type == String.class || type == Long.class || type == Integer.class || type == Boolean.class
                || type == BigDecimal.class || type == Double.class;
    }

    /** Arrays whose elements the driver sends as they are. */
    private boolean isPlain(Class<?> arrayType) {
        return adaptation.adapters().isEmpty() && LiteralForms.isExact(arrayType.getComponentType());
    }

    private List<?> list(List<?> list, int depth) {
        List<Object> changed = null;
        int i = 0;
        for (Object element : list) {
            Object value = value(element, depth + 1);
            if (value != element && changed == null) {
                changed = new ArrayList<>(list);
            }
            if (changed != null) {
                changed.set(i, value);
            }
            i++;
        }
        return changed == null ? list : changed;
    }

    private Object unwrapped(Object value, int depth) {
        if (value instanceof QuotedString string) {
            return string.value();
        }
        if (value instanceof Binary binary) {
            return binary.bytes().orElse(null);
        }
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null), depth + 1);
        }
        if (value instanceof AsJson json) {
            return new Json(adaptation.adapters().jsonMapper().write(json.value()));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        if (value instanceof AsIs) {
            throw new ProgrammingException("expected a value to bind on the server, got AsIs, which is text of SQL: "
                    + "compose the statement with Sql, or write it out with mogrify");
        }
        return value;
    }
}
