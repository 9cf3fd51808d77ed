package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.HashMap;
import java.util.Map;

/**
 * The catalogs of databases that single connections are open to: shared by all connections to the same place, dropped with the
 * last of them, so that a database that is made again under its old name is not read by what its predecessor had. Thread-safe.
 */
public final class TypeCatalogs {

    private final TypeRegistry global;
    private final Map<Object, Shared> shared = new HashMap<>();

    /** @param global the scope above those of the databases */
    public TypeCatalogs(TypeRegistry global) {
        this.global = global;
    }

    private static final class Shared {
        private final TypeCatalog catalog;
        private int holders;

        private Shared(TypeCatalog catalog) {
            this.catalog = catalog;
        }
    }

    /** The catalog of a place for one more connection, which gives it back at its end. */
    public synchronized Lease lease(Object place) {
        Shared found = shared.computeIfAbsent(place, none -> new Shared(new TypeCatalog(global)));
        found.holders++;
        return new Lease(place, found);
    }

    /** How many catalogs there are. */
    public synchronized int size() {
        return shared.size();
    }

    private synchronized void release(Lease lease) {
        if (!lease.over) {
            lease.over = true;
            if (--lease.held.holders == 0) {
                shared.remove(lease.place);
            }
        }
    }

    /** One connection's share in a catalog. */
    public final class Lease {

        private final Object place;
        private final Shared held;
        private boolean over;

        private Lease(Object place, Shared held) {
            this.place = place;
            this.held = held;
        }

        /** A scope of this connection's own below the types of the database. */
        public TypeRegistry types() {
            return held.catalog.types().child();
        }

        /** Gives the share back; the catalog itself is good for as long as somebody uses it. Repeated calls do nothing. */
        public void release() {
            TypeCatalogs.this.release(this);
        }
    }
}
