package io.quarkiverse.psycopg;

import java.util.List;
import java.util.Map;

/**
 * The part of a connection or cursor that hands its types and adapters to another one.
 */
abstract class ForwardingScope implements AdaptationScope {

    private final AdaptationScope scope;

    /** @param scope what keeps types and adapters */
    ForwardingScope(AdaptationScope scope) {
        this.scope = scope;
    }

    @Override
    public <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        scope.registerAdapter(type, adapter);
    }

    @Override
    public Map<Class<?>, Adapter<?>> adapters() {
        return scope.adapters();
    }

    @Override
    public void registerType(TypeObject<?> type) {
        scope.registerType(type);
    }

    @Override
    public List<TypeObject<?>> typeObjects() {
        return scope.typeObjects();
    }

    @Override
    public Object adapt(Object value) {
        return scope.adapt(value);
    }
}
