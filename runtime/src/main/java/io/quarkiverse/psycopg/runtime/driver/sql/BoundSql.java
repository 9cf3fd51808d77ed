package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.List;

/**
 * A statement in the server's own form with the values of its parameters.
 */
public final class BoundSql {

    private final String sql;
    private final List<Object> values;

    BoundSql(String sql, List<Object> values) {
        this.sql = sql;
        this.values = values;
    }

    /** The text to parse, parameters as {@code $1} to {@code $n}. */
    public String sql() {
        return sql;
    }

    /** The values of {@code $1} to {@code $n}, which may be null; unmodifiable, or not to be changed. No element is a tuple. */
    public List<Object> values() {
        return values;
    }

    /** Shows the statement and how many values it has, never the values. */
    @Override
    public String toString() {
        return "BoundSql[" + sql + ", " + values.size() + " values]";
    }
}
