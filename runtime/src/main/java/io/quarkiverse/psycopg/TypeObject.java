package io.quarkiverse.psycopg;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.psycopg.types.PgArray;

/**
 * A {@link Typecaster} with the types that it reads, to be {@link AdaptationScope#registerType registered} in a scope. It is
 * what psycopg's {@code new_type} and {@code new_array_type} make; as DB-API's type objects it can be compared with a column.
 * Immutable.
 *
 * @param <T> what a value becomes
 */
public final class TypeObject<T> {

    private static final long MAX_OID = 0xFFFF_FFFFL;

    private final Set<Long> oids;
    private final Set<String> typeNames;
    private final String name;
    private final Optional<Typecaster<? extends T>> typecaster;
    private final Optional<TypeObject<?>> element;

    private TypeObject(Collection<Long> oids, Collection<String> typeNames, String name,
            Optional<Typecaster<? extends T>> typecaster, Optional<TypeObject<?>> element) {
        this.oids = Set.copyOf(oids);
        this.typeNames = Set.copyOf(typeNames);
        this.name = Objects.requireNonNull(name, "name");
        this.typecaster = typecaster;
        this.element = element;
        if (this.oids.isEmpty() && this.typeNames.isEmpty()) {
            throw new IllegalArgumentException("expected OIDs or names of types for \"" + name + "\", got none");
        }
        for (long oid : this.oids) {
            if (oid <= 0 || oid > MAX_OID) {
                throw new IllegalArgumentException("expected OIDs of 1 to " + MAX_OID + " for \"" + name + "\", got " + oid);
            }
        }
    }

    /** A type object for types by their OIDs. */
    public static <T> TypeObject<T> newType(Collection<Long> oids, String name, Typecaster<? extends T> typecaster) {
        return newType(oids, Set.of(), name, typecaster);
    }

    /**
     * A type object for types by their OIDs, their names, or both.
     *
     * @param typeNames as {@link PgType#value()} has them
     * @param name the type object's own name, for listings
     */
    public static <T> TypeObject<T> newType(Collection<Long> oids, Collection<String> typeNames, String name,
            Typecaster<? extends T> typecaster) {
        return new TypeObject<>(oids, typeNames, name, Optional.of(typecaster), Optional.empty());
    }

    /** A type object for a type by its name. */
    public static <T> TypeObject<T> newType(String typeName, Typecaster<? extends T> typecaster) {
        return newType(Set.of(), Set.of(typeName), typeName, typecaster);
    }

    /**
     * A type object for arrays whose elements another one reads. Arrays of a type that has a typecaster need none: this is for
     * arrays that the catalog does not know as such, or whose elements are to be read otherwise than single values.
     *
     * @param oids of the array types
     */
    public static TypeObject<PgArray<?>> newArrayType(Collection<Long> oids, String name, TypeObject<?> element) {
        return new TypeObject<>(oids, Set.of(), name, Optional.empty(), Optional.of(element));
    }

    /** OIDs of the types, unsigned; those that were given by name are not among them. */
    public Set<Long> oids() {
        return oids;
    }

    /** Names of the types, where they were given so. */
    public Set<String> typeNames() {
        return typeNames;
    }

    /** The type object's own name. */
    public String name() {
        return name;
    }

    /** What reads the values; empty for arrays by their elements. */
    public Optional<Typecaster<? extends T>> typecaster() {
        return typecaster;
    }

    /** What reads the elements, for arrays. */
    public Optional<TypeObject<?>> element() {
        return element;
    }

    /** Whether a column is of one of the types: DB-API's comparison of {@code type_code}. */
    public boolean matches(Column column) {
        return oids.contains(column.typeOid()) || typeNames.contains(column.typeName());
    }

    @Override
    public String toString() {
        return "TypeObject[" + name + ", " + List.copyOf(new TreeSet<>(oids)) + " " + List.copyOf(new TreeSet<>(typeNames))
                + "]";
    }
}
