package io.quarkiverse.psycopg;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The arguments of one statement: none, by position, or by name.
 * <p>
 * There is no overload that takes a bare {@link Map}, because a map may be a value itself (hstore). Values may be null.
 * {@link #toString()} shows how many arguments there are and never their values.
 *
 * @see <a href="https://www.psycopg.org/docs/usage.html#passing-parameters-to-sql-queries">psycopg2, Passing parameters to SQL
 *      queries</a>
 */
public sealed interface Args permits Args.None, Args.Positional, Args.Named {

    /**
     * No arguments: the statement is sent as it is, nothing in it is scanned for placeholders.
     */
    static Args none() {
        return None.NONE;
    }

    /**
     * Arguments for {@code %s} placeholders, first to last.
     * <p>
     * {@code null} in place of the array stands for one SQL NULL, since that is what {@code execute(sql, null)} means.
     */
    static Args of(Object... values) {
        if (values == null) {
            return new Positional(new ArgumentList(new Object[1]));
        }
        return new Positional(new ArgumentList(values.clone()));
    }

    /** Arguments for {@code %s} placeholders, first to last. An empty list still means that the statement is scanned. */
    static Args positional(List<?> values) {
        return new Positional(new ArgumentList(values.toArray()));
    }

    /** Arguments for {@code %(name)s} placeholders. Names that the statement does not use are ignored, as in psycopg. */
    static Args named(Map<String, ?> values) {
        return new Named(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** No arguments. */
    enum None implements Args {
        NONE
    }

    /** Arguments by position. The list is an unmodifiable copy and may hold nulls. */
    record Positional(List<Object> values) implements Args {
        public Positional {
            if (!(values instanceof ArgumentList)) {
                values = new ArgumentList(values.toArray());
            }
        }

        @Override
        public String toString() {
            return "Args[" + values.size() + " positional]";
        }
    }

    /** Arguments by name. The map is an unmodifiable copy and may hold null values. */
    record Named(Map<String, Object> values) implements Args {
        public Named {
            Objects.requireNonNull(values, "values");
        }

        @Override
        public String toString() {
            return "Args[named " + values.keySet() + "]";
        }
    }
}
