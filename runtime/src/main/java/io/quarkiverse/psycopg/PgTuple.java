package io.quarkiverse.psycopg;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Several values for one placeholder, written as a parenthesised list: {@code id IN %s} with {@code PgTuple.of(1, 2, 3)}.
 * <p>
 * Each element is bound as a parameter of its own. A tuple must have at least one element: PostgreSQL has no empty
 * {@code IN ()}. Source: psycopg2, "Lists adaptation" and "Tuples adaptation" of its usage page.
 */
public record PgTuple(List<Object> values) {

    public PgTuple {
        values = Collections.unmodifiableList(Arrays.asList(values.toArray()));
    }

    /** A tuple of these values, in this order; nulls are allowed. */
    public static PgTuple of(Object... values) {
        return new PgTuple(Arrays.asList(values));
    }

    /** Shows the number of elements, never their values. */
    @Override
    public String toString() {
        return "PgTuple[" + values.size() + "]";
    }
}
