package io.quarkiverse.psycopg.mapping;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class with its type arguments, made without reflection: what a {@link io.quarkiverse.psycopg.types.JsonMapper} is told of a
 * record's generic component. Immutable.
 */
public final class ParameterizedClass implements ParameterizedType {

    private final Class<?> raw;
    private final Type[] arguments;

    private ParameterizedClass(Class<?> raw, Type[] arguments) {
        this.raw = raw;
        this.arguments = arguments.clone();
    }

    /** The class with these arguments. */
    public static Type of(Class<?> raw, Type... arguments) {
        return new ParameterizedClass(raw, arguments);
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.clone();
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public Type getOwnerType() {
        return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterizedType that && raw.equals(that.getRawType())
                && Arrays.equals(arguments, that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(arguments) ^ raw.hashCode();
    }

    @Override
    public String toString() {
        return Stream.of(arguments).map(Type::getTypeName).collect(Collectors.joining(", ", raw.getName() + "<", ">"));
    }
}
