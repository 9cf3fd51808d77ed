package io.quarkiverse.psycopg.replication;

import java.util.Objects;

/**
 * What a change says of one column: a value, SQL NULL, or that a large value was left as it was and therefore not sent.
 */
public sealed interface Cell permits Cell.Value, Cell.Null, Cell.Unchanged {

    /**
     * A value, as the Java type that its SQL type maps to.
     *
     * @param value the value, never null
     */
    record Value(Object value) implements Cell {
        public Value {
            Objects.requireNonNull(value, "value");
        }

        /** The value's class; never the value, which may be private. */
        @Override
        public String toString() {
            return "Value[" + value.getClass().getSimpleName() + "]";
        }
    }

    /** SQL NULL. */
    enum Null implements Cell {
        NULL
    }

    /**
     * A value stored out of line (TOAST) that the update did not touch: the server's log does not hold it. With
     * {@code REPLICA IDENTITY FULL} it is known from the row before.
     */
    enum Unchanged implements Cell {
        UNCHANGED
    }
}
