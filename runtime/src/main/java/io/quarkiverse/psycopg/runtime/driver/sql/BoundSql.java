package io.quarkiverse.psycopg.runtime.driver.sql;

/**
 * A statement in the server's own form with the values of its parameters.
 */
public final class BoundSql {

    static final Object[] NO_VALUES = {};

    private final String sql;
    private final Object[] values;

    BoundSql(String sql, Object[] values) {
        this.sql = sql;
        this.values = values;
    }

    /** The text to parse, parameters as {@code $1} to {@code $n}. */
    public String sql() {
        return sql;
    }

    /** The values of {@code $1} to {@code $n}; not a copy, and not to be changed. No element is a tuple. */
    public Object[] values() {
        return values;
    }

    /** Shows the statement and how many values it has, never the values. */
    @Override
    public String toString() {
        return "BoundSql[" + sql + ", " + values.length + " values]";
    }
}
