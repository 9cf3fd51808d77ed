package io.quarkiverse.psycopg.runtime.driver.replication;

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
 * The scope of one stream, below that of the driver and above those of its connections: a typecaster that is registered here
 * reads the values of the stream's changes, those of later connections included.
 */
final class StreamAdaptation implements AdaptationScope {

    private final TypeRegistry types;
    private final Adapters adapters;
    private final Literals literals;

    /**
     * @param types the scope that the stream's connections are below
     * @param adapters of this stream alone
     */
    StreamAdaptation(TypeRegistry types, Adapters adapters) {
        this.types = types;
        this.adapters = adapters;
        this.literals = new Literals(SessionTraits.NONE, adapters, PlaceholderStyle.PYFORMAT);
    }

    @Override
    public <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        adapters.register(type, adapter);
    }

    @Override
    public Map<Class<?>, Adapter<?>> adapters() {
        return adapters.list();
    }

    @Override
    public void registerType(TypeObject<?> type) {
        types.readers().register(type);
    }

    @Override
    public List<TypeObject<?>> typeObjects() {
        return types.readers().list();
    }

    @Override
    public Object adapt(Object value) {
        return literals.adapt(value);
    }
}
