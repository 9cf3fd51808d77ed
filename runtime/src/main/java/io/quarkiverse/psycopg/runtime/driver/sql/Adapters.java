package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.types.JsonMapper;

/**
 * The adapters of one scope (global, database, connection, cursor) over those of the scope around it. Copy-on-write: reading
 * takes no lock, from any thread.
 * <p>
 * An adapter registered for the class itself comes first, of the innermost scope; one for a superclass or an interface next,
 * nearest first, superclasses before interfaces.
 */
public final class Adapters {

    private final Adapters outer;
    private final JsonMapper jsonMapper;
    private volatile Map<Class<?>, Adapter<?>> own = Map.of();

    private Adapters(Adapters outer, JsonMapper jsonMapper) {
        this.outer = outer;
        this.jsonMapper = jsonMapper;
    }

    /** An outermost scope without adapters. */
    public static Adapters create() {
        return create(JsonMapper.NONE);
    }

    /** @param jsonMapper what writes values that are to be JSON */
    public static Adapters create(JsonMapper jsonMapper) {
        return new Adapters(null, jsonMapper);
    }

    /** A scope inside this one; it sees what is registered here, also later on. */
    public Adapters child() {
        return new Adapters(this, jsonMapper);
    }

    /** What writes values that are to be JSON. */
    JsonMapper jsonMapper() {
        return jsonMapper;
    }

    /** Registers an adapter for a class and its subclasses, in place of the one that this scope had for the class. */
    public synchronized <T> void register(Class<T> type, Adapter<? super T> adapter) {
        Map<Class<?>, Adapter<?>> copy = new LinkedHashMap<>(own);
        copy.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(adapter, "adapter"));
        own = Collections.unmodifiableMap(copy);
    }

    /** What is registered in this scope and those around it, innermost last where a class has several. */
    public Map<Class<?>, Adapter<?>> list() {
        Map<Class<?>, Adapter<?>> all = outer == null ? new LinkedHashMap<>() : new LinkedHashMap<>(outer.list());
        all.putAll(own);
        return Collections.unmodifiableMap(all);
    }

    /** What is registered in this scope alone. */
    public Map<Class<?>, Adapter<?>> own() {
        return own;
    }

    /** Whether there is none in any scope. */
    public boolean isEmpty() {
        return own.isEmpty() && (outer == null || outer.isEmpty());
    }

    /** The adapter registered for exactly this class. */
    Optional<Adapter<?>> exact(Class<?> type) {
        Adapter<?> adapter = own.get(type);
        return adapter != null ? Optional.of(adapter) : outer == null ? Optional.empty() : outer.exact(type);
    }

    /** The adapter registered for the class or the nearest of what it extends and implements. */
    Optional<Adapter<?>> find(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            Optional<Adapter<?>> found = exact(c);
            if (found.isPresent()) {
                return found;
            }
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Optional<Adapter<?>> found = interfaces(c);
            if (found.isPresent()) {
                return found;
            }
        }
        return exact(Object.class);
    }

    private Optional<Adapter<?>> interfaces(Class<?> type) {
        for (Class<?> i : type.getInterfaces()) {
            Optional<Adapter<?>> found = exact(i).or(() -> interfaces(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
