package io.quarkiverse.psycopg.runtime.adaptation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.AdaptationScope;
import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkiverse.psycopg.mapping.ValueMapping;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Called by the code that the build generates. It translates and delegates only.
 */
@Recorder
public class AdaptationRecorder {

    /** Holds what the other methods add. */
    public RuntimeValue<Adaptations> adaptations() {
        return new RuntimeValue<>(new Adaptations());
    }

    /**
     * Adds a bean of {@code Adapter}.
     *
     * @param bean ArC's identifier of it
     * @param type the class that it adapts
     * @param database its database; empty for all
     */
    public void addAdapter(RuntimeValue<Adaptations> adaptations, String bean, Class<?> type, Optional<String> database) {
        add(adaptations.getValue(), database, scope -> adapter(scope, type, instance(bean)));
    }

    @SuppressWarnings("unchecked") // the build has found that the bean adapts this class
    private static <T> void adapter(AdaptationScope scope, Class<T> type, Object bean) {
        scope.registerAdapter(type, (Adapter<T>) bean);
    }

    /** Adds a bean of {@code Typecaster} with the types that it names. */
    public void addTypecaster(RuntimeValue<Adaptations> adaptations, String bean, List<Long> oids, List<String> typeNames,
            String name, Optional<String> database) {
        add(adaptations.getValue(), database,
                scope -> scope.registerType(TypeObject.newType(oids, typeNames, name, (Typecaster<?>) instance(bean))));
    }

    /** Adds the mapper that was generated for a record. */
    public void addMapper(RuntimeValue<Adaptations> adaptations, Class<?> type, RuntimeValue<RowMapper<?>> mapper) {
        adaptations.getValue().add(psycopg -> mapper(psycopg, type, mapper.getValue()));
    }

    @SuppressWarnings("unchecked") // the build has generated the mapper for this class
    private static <T> void mapper(Psycopg psycopg, Class<T> type, RowMapper<?> mapper) {
        psycopg.registerMapper(type, (RowMapper<T>) mapper);
    }

    /** Adds the mapping that was generated for a composite. */
    public void addMapping(RuntimeValue<Adaptations> adaptations, RuntimeValue<ValueMapping<?>> mapping) {
        adaptations.getValue().add(psycopg -> psycopg.registerMappings(List.of(mapping.getValue())));
    }

    /** Adds the mapping that was generated for an enum. */
    public void addEnum(RuntimeValue<Adaptations> adaptations, RuntimeValue<Supplier<ValueMapping<?>>> mapping) {
        adaptations.getValue().add(psycopg -> psycopg.registerMappings(List.of(mapping.getValue().get())));
    }

    private static void add(Adaptations adaptations, Optional<String> database, Consumer<AdaptationScope> registration) {
        if (database.isPresent()) {
            adaptations.add(database.get(), registration);
        } else {
            adaptations.add(registration::accept);
        }
    }

    private static Object instance(String bean) {
        ArcContainer arc = Arc.container();
        return arc.instance(arc.bean(bean)).get();
    }
}
