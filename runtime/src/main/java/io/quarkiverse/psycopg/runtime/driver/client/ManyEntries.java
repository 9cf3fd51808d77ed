package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.BoundSql;

/**
 * The values of executeMany's entries behind the first. All entries must make the same statement of the template: a tuple that
 * expands to another number of placeholders does not.
 */
final class ManyEntries implements Iterator<List<?>> {

    private final String sql;
    private final Iterator<Args> entries;
    private final Function<Args, BoundSql> binder;

    ManyEntries(String sql, Iterator<Args> entries, Function<Args, BoundSql> binder) {
        this.sql = sql;
        this.entries = entries;
        this.binder = binder;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public List<?> next() {
        BoundSql bound = binder.apply(entries.next());
        if (!bound.sql().equals(sql)) {
            throw new ProgrammingException("expected entries that make the same statement, got one that makes another: "
                    + "a PgTuple must have the same number of elements in all entries");
        }
        return bound.values();
    }
}
