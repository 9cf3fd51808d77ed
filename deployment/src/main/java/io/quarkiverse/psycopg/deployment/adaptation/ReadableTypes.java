package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.Optional;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/**
 * Tells which types of a record's components can be read from a column.
 *
 * @param index the application's classes
 * @param mapped classes that have a mapping or a typecaster
 * @param json whether there is something that reads any class from JSON
 */
record ReadableTypes(IndexView index, Set<DotName> mapped, boolean json) {

    static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
    static final DotName LIST = DotName.createSimple("java.util.List");
    private static final String VALUES = "io.quarkiverse.psycopg.types.";
    private static final Set<String> JDK = Set.of("java.lang.Object", "java.lang.String", "java.lang.CharSequence",
            "java.lang.Boolean", "java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long",
            "java.lang.Float", "java.lang.Double", "java.lang.Character", "java.lang.Number", "java.math.BigDecimal",
            "java.math.BigInteger", "java.util.UUID", "java.util.BitSet", "java.util.Map", "java.util.Date",
            "java.net.InetAddress", "java.nio.ByteBuffer", "io.vertx.core.buffer.Buffer");

    /** Whether the driver itself reads values as this class. */
    static boolean isOfTheDriver(DotName type) {
        String name = type.toString();
        return JDK.contains(name) || name.startsWith("java.time.") || name.startsWith(VALUES);
    }

    /** What keeps a component of this type from being read, with the fix. */
    Optional<String> problem(Type type) {
        return switch (type.kind()) {
            case PRIMITIVE -> Optional.empty();
            case ARRAY -> problem(type.asArrayType().elementType());
            case CLASS -> isReadable(type.name()) ? Optional.empty() : Optional.of(unreadable(type));
            case PARAMETERIZED_TYPE -> generic(type);
            default -> Optional.of("type " + type + ", which says no class: name the class");
        };
    }

    private Optional<String> generic(Type type) {
        if (type.name().equals(OPTIONAL) || type.name().equals(LIST)) {
            Type argument = type.asParameterizedType().arguments().get(0);
            return argument.kind() == Type.Kind.WILDCARD_TYPE || argument.kind() == Type.Kind.TYPE_VARIABLE
                    ? Optional.of("type " + type + ", which says no class: name the class")
                    : problem(argument);
        }
        return isReadable(type.name()) ? Optional.empty() : Optional.of(unreadable(type));
    }

    private boolean isReadable(DotName type) {
        ClassInfo declared = index.getClassByName(type);
        return json || isOfTheDriver(type) || mapped.contains(type) || declared != null && declared.isEnum();
    }

    private static String unreadable(Type type) {
        return "type " + type + ", which nothing reads: annotate it with @PgComposite or @PgEnum, make a bean of Typecaster<"
                + type.name().withoutPackagePrefix() + ">, or add quarkus-jackson to read it from JSON";
    }
}
