package io.quarkiverse.psycopg.runtime.driver.adaptation;

import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.AdaptationScope;
import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.quarkiverse.psycopg.runtime.driver.sql.SessionTraits;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;

/**
 * A scope over a registry of types, which reads, and one of adapters, which send. Below it are the scopes of all that is opened
 * with those registries, later connections included.
 */
public abstract class RegistryScope implements AdaptationScope {

    private final TypeRegistry types;
    private final Adapters adapters;
    private final Literals literals;

    /**
     * @param types of this scope alone
     * @param adapters of this scope alone
     */
    protected RegistryScope(TypeRegistry types, Adapters adapters) {
        this.types = types;
        this.adapters = adapters;
        this.literals = new Literals(SessionTraits.NONE, adapters, PlaceholderStyle.PYFORMAT);
    }

    /** What reads values of the server here. */
    protected final TypeRegistry typeRegistry() {
        return types;
    }

    /** What makes values of the application into those that are sent. */
    protected final Adapters adapterRegistry() {
        return adapters;
    }

    /** What composes SQL by this scope's adapters, for no session in particular. */
    protected final Literals literals() {
        return literals;
    }

    @Override
    public final <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        adapters.register(type, adapter);
    }

    @Override
    public final Map<Class<?>, Adapter<?>> adapters() {
        return adapters.list();
    }

    @Override
    public final void registerType(TypeObject<?> type) {
        types.readers().register(type);
    }

    @Override
    public final List<TypeObject<?>> typeObjects() {
        return types.readers().list();
    }

    @Override
    public final Object adapt(Object value) {
        return literals.adapt(value);
    }
}
