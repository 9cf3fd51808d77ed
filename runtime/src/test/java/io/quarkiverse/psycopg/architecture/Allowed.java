package io.quarkiverse.psycopg.architecture;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * What the public API may mention: itself, the JDK, Mutiny, CDI's annotations and, of Vert.x, {@code Buffer} alone. Its static
 * factories that take a connection string hand over to the package that reads it, which knows no connection.
 */
final class Allowed extends DescribedPredicate<JavaClass> {

    private static final List<String> PREFIXES = List.of("java.", "javax.", "io.smallrye.mutiny.", "jakarta.inject.",
            "jakarta.enterprise.", "io.quarkiverse.psycopg.");

    /** Reads connection strings. */
    static final String OPTIONS = "io.quarkiverse.psycopg.runtime.driver.connection.options";

    Allowed() {
        super("are of the API, the JDK, Mutiny, CDI or io.vertx.core.buffer.Buffer");
    }

    @Override
    public boolean test(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return type.getBaseComponentType().isPrimitive() || name.equals("io.vertx.core.buffer.Buffer")
                || PREFIXES.stream().anyMatch(name::startsWith) && !name.startsWith("io.quarkiverse.psycopg.runtime.")
                || name.startsWith(OPTIONS);
    }
}
