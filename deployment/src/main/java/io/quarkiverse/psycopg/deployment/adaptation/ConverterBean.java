package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import jakarta.annotation.Priority;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgType;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkus.arc.processor.BeanInfo;

/**
 * A bean that is an adapter or a typecaster.
 *
 * @param info the bean
 * @param type {@code Adapter} or {@code Typecaster} as the bean has it, type arguments resolved through its superclasses
 */
record ConverterBean(BeanInfo info, Type type) {

    static final DotName ADAPTER = DotName.createSimple(Adapter.class);
    static final DotName TYPECASTER = DotName.createSimple(Typecaster.class);

    private static final DotName PG_TYPE = DotName.createSimple(PgType.class);
    private static final DotName PG_DATABASE = DotName.createSimple(PgDatabase.class);
    private static final DotName PRIORITY = DotName.createSimple(Priority.class);

    /** Those among the beans. */
    static List<ConverterBean> allOf(Iterable<BeanInfo> beans) {
        List<ConverterBean> found = new ArrayList<>();
        for (BeanInfo bean : beans) {
            for (Type type : bean.getTypes()) {
                if (type.name().equals(ADAPTER) || type.name().equals(TYPECASTER)) {
                    found.add(new ConverterBean(bean, type));
                }
            }
        }
        return found;
    }

    boolean isTypecaster() {
        return type.name().equals(TYPECASTER);
    }

    /** The class that is adapted, or that values become; empty where the bean does not tell it. */
    Optional<DotName> target() {
        if (type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return Optional.empty();
        }
        Type argument = type.asParameterizedType().arguments().get(0);
        return switch (argument.kind()) {
            case CLASS, ARRAY, PARAMETERIZED_TYPE -> Optional.of(argument.name());
            default -> Optional.empty();
        };
    }

    /** Its database's name; empty for all databases. */
    Optional<String> database() {
        return info.getQualifier(PG_DATABASE).map(qualifier -> qualifier.value().asString());
    }

    int priority() {
        return annotation(PRIORITY).map(priority -> priority.value().asInt()).orElse(0);
    }

    /** The names of the types that a typecaster reads. */
    List<String> typeNames() {
        return annotation(PG_TYPE).map(AnnotationInstance::value).map(AnnotationValue::asStringArray).map(Arrays::asList)
                .orElse(List.of());
    }

    /** The OIDs of the types that a typecaster reads. */
    List<Long> oids() {
        return annotation(PG_TYPE).map(named -> named.value("oids")).map(AnnotationValue::asLongArray)
                .map(oids -> LongStream.of(oids).boxed().toList()).orElse(List.of());
    }

    private Optional<AnnotationInstance> annotation(DotName name) {
        Optional<AnnotationTarget> target = info.getTarget();
        return target.map(declared -> declared.declaredAnnotation(name));
    }

    /** The bean, for messages: its class, or its producer. */
    String place() {
        AnnotationTarget target = info.getTarget().orElse(null);
        if (target != null && target.kind() == AnnotationTarget.Kind.METHOD) {
            return target.asMethod().declaringClass().name().withoutPackagePrefix() + "." + target.asMethod().name() + "()";
        }
        if (target != null && target.kind() == AnnotationTarget.Kind.FIELD) {
            return target.asField().declaringClass().name().withoutPackagePrefix() + "." + target.asField().name();
        }
        return info.getBeanClass().withoutPackagePrefix();
    }

    /** As messages begin. */
    String described() {
        return (isTypecaster() ? "typecaster " : "adapter ") + place();
    }

    /** The scope, for messages. */
    String scope() {
        return database().map(name -> "database \"" + name + "\"").orElse("all databases");
    }

    /** What is wrong with it by itself, each with its fix. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (target().isEmpty()) {
            String name = isTypecaster() ? "Typecaster" : "Adapter";
            problems.add("is a bean of " + type + ": say the class, as in " + name + "<Point>");
        }
        if (isTypecaster() && typeNames().isEmpty() && oids().isEmpty()) {
            problems.add("names no type: annotate it with @PgType(\"point\"), or with @PgType(oids = 600)");
        }
        for (long oid : oids()) {
            if (oid <= 0 || oid > 0xFFFF_FFFFL) {
                problems.add("names the OID " + oid + ": OIDs are 1 to 4294967295");
            }
        }
        return problems;
    }

    /** What no two beans may have in common, as messages show it. */
    List<String> claims() {
        if (!isTypecaster()) {
            return target().map(DotName::toString).map(List::of).orElse(List.of());
        }
        List<String> claims = new ArrayList<>();
        typeNames().forEach(name -> claims.add("type \"" + name + "\""));
        oids().forEach(oid -> claims.add("OID " + oid));
        return claims;
    }
}
