package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.psycopg.Row;

/**
 * The types that one database defines, shared by all connections to it: loaded in one query when the first of them meets a type
 * that it does not know, again when one meets a type that has come since.
 * <p>
 * It does no I/O: a connection that needs types asks {@link #load}, and either gets a {@link Load}, whose query it runs, or is
 * called back when the connection that already runs it is done. Thread-safe; callbacks come from the thread that ends a load.
 */
public final class TypeCatalog {

    /** What is known of the database's types. */
    public enum State {
        /** Nothing yet. Goes to LOADING. */
        NOT_LOADED,
        /** One connection runs the query. Goes to LOADED, or back to NOT_LOADED where it fails. */
        LOADING,
        /** Loaded; goes to LOADING when an unknown type turns up. */
        LOADED
    }

    private static final int MAX_ROUNDS = 8;

    private final TypeRegistry types;
    private final List<Runnable> waiting = new ArrayList<>();
    private State state = State.NOT_LOADED;
    private boolean everLoaded;
    private int queries;
    private volatile Set<Integer> stale = Set.of();
    /** How often everything was to be forgotten, and how often that has been seen to. */
    private volatile int forgotten;
    private volatile int forgetful;

    /** A catalog that knows nothing yet; its scope is below that of the built-in types. */
    public TypeCatalog() {
        this(TypeRegistry.builtin());
    }

    /** @param global the scope above that of the database */
    public TypeCatalog(TypeRegistry global) {
        types = global.ofDatabase(this);
    }

    /** The database's scope of types, above those of its connections. */
    public TypeRegistry types() {
        return types;
    }

    public synchronized State state() {
        return state;
    }

    /** Whether nothing is known and nobody asks. */
    public synchronized boolean isUnread() {
        return state == State.NOT_LOADED;
    }

    /** How many queries have been handed out since the start. */
    public synchronized int queries() {
        return queries;
    }

    /**
     * Asks for types that are not known.
     *
     * @param missing their OIDs
     * @param then called once another connection's load has ended, well or not; the caller then looks again, and asks again
     * @return the load that the caller has to run, absent where another connection runs one and {@code then} will be called
     */
    public Optional<Load> load(List<Integer> missing, Runnable then) {
        synchronized (this) {
            if (state == State.LOADING) {
                waiting.add(then);
                return Optional.empty();
            }
            state = State.LOADING;
            queries++;
        }
        return Optional.of(new Load(missing));
    }

    /** Whether a value has shown that a description is out of date, so that statements are to be described anew. */
    public boolean isOutdated() {
        return !stale.isEmpty() || forgotten != forgetful;
    }

    /** Has all types described anew before the next statement that mentions one: a change that no value shows. */
    public synchronized void forget() {
        forgotten++;
    }

    /** What values have shown up to now is not looked up again: the catalog has just been asked, and knows no better. */
    public synchronized void settle() {
        stale = Set.of();
    }

    synchronized void outdated(int oid) {
        Set<Integer> more = new HashSet<>(stale);
        more.add(oid);
        stale = Set.copyOf(more);
    }

    private synchronized void refreshed(int seen) {
        stale = Set.of();
        forgetful = seen;
    }

    private void ended(boolean loaded) {
        List<Runnable> callbacks;
        synchronized (this) {
            everLoaded |= loaded;
            state = everLoaded ? State.LOADED : State.NOT_LOADED;
            callbacks = List.copyOf(waiting);
            waiting.clear();
        }
        callbacks.forEach(Runnable::run);
    }

    /**
     * One look into the catalog, by one connection: run {@link #sql()}, hand over its rows, call {@link #end()}, and begin
     * again while that says so; {@link #abandon()} where the query fails. Not thread-safe; repeated endings are without effect.
     */
    public final class Load {

        private List<Integer> wanted;
        private final List<TypeInfo> found = new ArrayList<>();
        private int round;
        private boolean over;
        private final int seen;

        private Load(List<Integer> missing) {
            seen = forgotten;
            Set<Integer> oids = new TreeSet<>(missing);
            oids.addAll(stale);
            if (seen != forgetful) {
                oids.addAll(types.composites());
            }
            wanted = List.copyOf(oids);
        }

        /** The query, without parameters. */
        public String sql() {
            return CatalogQuery.sql(wanted);
        }

        /** The columns of its rows, all in binary. */
        public Columns columns() {
            return CatalogQuery.COLUMNS;
        }

        /** Takes a row of the query's result. */
        public void row(Row row) {
            found.add(CatalogQuery.read(row));
        }

        /** The result is complete. True where what was found mentions types that another query must find. */
        public boolean end() {
            types.register(found);
            refreshed(seen);
            List<Integer> unknown = wanted.stream().filter(oid -> !types.isKnown(oid)).toList();
            types.register(unknown.stream()
                    .map(oid -> (TypeInfo) new TypeInfo.Unknown(oid, TypeInfo.CATALOG_SCHEMA, Integer.toUnsignedString(oid)))
                    .toList());
            wanted = found.stream().flatMap(type -> type.mentions().stream()).filter(oid -> !types.isKnown(oid)).distinct()
                    .toList();
            found.clear();
            if (!wanted.isEmpty() && ++round < MAX_ROUNDS) {
                return true;
            }
            over(true);
            return false;
        }

        /** The query failed or its connection is gone: another connection may try. */
        public void abandon() {
            over(false);
        }

        private void over(boolean loaded) {
            if (!over) {
                over = true;
                ended(loaded);
            }
        }
    }
}
