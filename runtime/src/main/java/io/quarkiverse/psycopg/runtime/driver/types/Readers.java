package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.mapping.ValueMapping;

/**
 * How values are read otherwise than by their types' own codecs, in one scope over those of the scope around it: typecasters,
 * mappings of enums and composites, types that are to stay text, mappers of rows. Copy-on-write: reading takes no lock, from
 * any thread.
 */
public final class Readers {

    private final Readers outer;
    private volatile Content own = Content.EMPTY;
    private Content lasting = Content.EMPTY;

    Readers(Readers outer) {
        this.outer = outer;
    }

    /**
     * What one scope holds.
     *
     * @param objects as they were registered, without those that others took the place of
     * @param casters by OID
     * @param namedCasters by name
     * @param mappings by class
     * @param namedMappings by the type's name
     * @param mappers of rows, by class
     * @param asText names of types that stay text
     */
    record Content(List<TypeObject<?>> objects, Map<Long, TypeObject<?>> casters, Map<String, TypeObject<?>> namedCasters,
            Map<Class<?>, ValueMapping<?>> mappings, Map<String, ValueMapping<?>> namedMappings,
            Map<Class<?>, RowMapper<?>> mappers, Set<String> asText) {

        static final Content EMPTY = new Content(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

        boolean changesReading() {
            return !objects.isEmpty() || !namedMappings.isEmpty() || !asText.isEmpty();
        }
    }

    Content content() {
        return own;
    }

    /** Registers a typecaster for its types. */
    public synchronized void register(TypeObject<?> type) {
        Content old = own;
        Map<Long, TypeObject<?>> casters = new HashMap<>(old.casters);
        Map<String, TypeObject<?>> named = new HashMap<>(old.namedCasters);
        type.oids().forEach(oid -> casters.put(oid, type));
        type.typeNames().forEach(name -> named.put(name, type));
        List<TypeObject<?>> objects = new ArrayList<>(old.objects);
        objects.add(type);
        objects.removeIf(object -> !casters.containsValue(object) && !named.containsValue(object));
        own = new Content(List.copyOf(objects), Map.copyOf(casters), Map.copyOf(named), old.mappings, old.namedMappings,
                old.mappers, old.asText);
    }

    /** Registers the mappings of enums and composites. */
    public synchronized void register(Collection<? extends ValueMapping<?>> more) {
        Content old = own;
        Map<Class<?>, ValueMapping<?>> mappings = new HashMap<>(old.mappings);
        Map<String, ValueMapping<?>> named = new HashMap<>(old.namedMappings);
        for (ValueMapping<?> mapping : more) {
            mappings.put(mapping.type(), mapping);
            named.put(mapping.typeName(), mapping);
        }
        own = new Content(old.objects, old.casters, old.namedCasters, Map.copyOf(mappings), Map.copyOf(named), old.mappers,
                old.asText);
    }

    /** Registers a mapper of rows. */
    public synchronized <T> void register(Class<T> type, RowMapper<? extends T> mapper) {
        Content old = own;
        Map<Class<?>, RowMapper<?>> mappers = new HashMap<>(old.mappers);
        mappers.put(type, mapper);
        own = new Content(old.objects, old.casters, old.namedCasters, old.mappings, old.namedMappings, Map.copyOf(mappers),
                old.asText);
    }

    /**
     * Has values of these types, alone and within others, read as their text; each can still be asked for as its own class.
     *
     * @param typeNames names of types of PostgreSQL or its extensions, without schema
     */
    public synchronized void readAsText(Set<String> typeNames) {
        Content old = own;
        own = new Content(old.objects, old.casters, old.namedCasters, old.mappings, old.namedMappings, old.mappers,
                Set.copyOf(typeNames));
    }

    /** What is registered up to now is what {@link #reset} goes back to. */
    public synchronized void keep() {
        lasting = own;
    }

    /** Forgets what was registered in this scope since {@link #keep}. */
    public synchronized void reset() {
        own = lasting;
    }

    /** Whether all types are read by their own codecs. */
    boolean isEmpty() {
        for (Readers scope = this; scope != null; scope = scope.outer) {
            if (scope.own.changesReading()) {
                return false;
            }
        }
        return true;
    }

    /** Whether something is registered by a type's name, which only the catalog can tell the OID of. */
    public boolean namesTypes() {
        for (Readers scope = this; scope != null; scope = scope.outer) {
            if (!scope.own.namedCasters.isEmpty() || !scope.own.namedMappings.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The type objects of this scope and those around it, innermost first. */
    public List<TypeObject<?>> list() {
        List<TypeObject<?>> all = new ArrayList<>();
        for (Readers scope = this; scope != null; scope = scope.outer) {
            all.addAll(scope.own.objects);
        }
        return Collections.unmodifiableList(all);
    }

    /** The typecaster of a type, of the innermost scope; within one, by OID before by name. */
    Optional<TypeObject<?>> typecaster(long oid, List<String> names) {
        return innermost(content -> {
            TypeObject<?> byOid = content.casters.get(oid);
            return byOid != null ? byOid : first(content.namedCasters, names);
        });
    }

    /** The mapping of a type by one of its names. */
    Optional<ValueMapping<?>> mapping(List<String> names) {
        return innermost(content -> first(content.namedMappings, names));
    }

    /** The mapping of a class. */
    Optional<ValueMapping<?>> mapping(Class<?> type) {
        return innermost(content -> content.mappings.get(type));
    }

    /**
     * The mapper that makes rows values of a class.
     *
     * @throws ProgrammingException where there is none
     */
    @SuppressWarnings("unchecked") // the registry pairs a class with a mapper for it
    public <T> RowMapper<T> mapper(Class<T> type) {
        return innermost(content -> (RowMapper<T>) content.mappers.get(type)).orElseThrow(() -> new ProgrammingException(
                "no mapper of rows for " + type.getName() + ": annotate the record with @PgRow, register one with "
                        + "registerMapper, or pass a RowMapper"));
    }

    boolean isReadAsText(String typeName) {
        return innermost(content -> content.asText.contains(typeName) ? content : null).isPresent();
    }

    private static <V> V first(Map<String, V> map, List<String> names) {
        for (String name : names) {
            V found = map.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private <V> Optional<V> innermost(Function<Content, V> look) {
        for (Readers scope = this; scope != null; scope = scope.outer) {
            V found = look.apply(scope.own);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
