package io.quarkiverse.psycopg;

import java.util.List;
import java.util.Map;

/**
 * What is known of an application's own classes and types: of all that {@link Psycopg} opens, of a pool's database, of a
 * connection, of a cursor, of a replication stream. An inner scope sees what the outer ones have, later registrations included,
 * and hides what it registers itself.
 * <p>
 * Registering copies and replaces: nobody who reads or binds waits for it, and it may be called from any thread. What was
 * registered on a connection is gone when the connection is given back; in a pool's {@code onConnect} hook it stays for as long
 * as the session lives.
 */
public interface AdaptationScope {

    /**
     * Registers an adapter for a class and its subclasses, in place of the one that this scope had for the same class.
     */
    <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter);

    /** The adapters that values are adapted by here, those of the scopes around included. */
    Map<Class<?>, Adapter<?>> adapters();

    /**
     * Registers a typecaster for its types, in place of those that this scope had for one of them. Results that have been read
     * keep the way in which they are read.
     */
    void registerType(TypeObject<?> type);

    /** The typecasters that values are read by here, those of the scopes around included, innermost first. */
    List<TypeObject<?>> typeObjects();

    /**
     * What is bound in place of a value, by the adapters of this scope: itself where there is none. Adapters are applied until
     * none is left, inside lists, tuples, composites and ranges too. Null is null.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException where an adapter fails
     */
    Object adapt(Object value);
}
