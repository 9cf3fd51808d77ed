package io.quarkiverse.psycopg;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Values by position, nulls among them; unmodifiable. One object per statement in place of a list within a list. */
final class ArgumentList extends AbstractList<Object> implements RandomAccess {

    private final Object[] values;

    /** @param values belongs to the list from now on */
    ArgumentList(Object[] values) {
        this.values = values;
    }

    @Override
    public Object get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Object[] toArray() {
        Object[] copy = new Object[values.length];
        System.arraycopy(values, 0, copy, 0, copy.length);
        return copy;
    }
}
