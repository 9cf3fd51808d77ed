package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;

import io.quarkiverse.psycopg.mapping.ComponentName;
import io.quarkiverse.psycopg.mapping.LabelNaming;
import io.quarkiverse.psycopg.mapping.PgEnum;
import io.quarkiverse.psycopg.mapping.PgLabel;

/**
 * An enum with {@link PgEnum}.
 *
 * @param type the enum
 * @param annotation the annotation on it
 */
record MappedEnum(ClassInfo type, AnnotationInstance annotation) {

    static final DotName PG_ENUM = DotName.createSimple(PgEnum.class);
    private static final DotName PG_LABEL = DotName.createSimple(PgLabel.class);

    String typeName() {
        return nameOf(annotation, type);
    }

    /** The type's name that an annotation gives, else that of the class in snake case. */
    static String nameOf(AnnotationInstance annotation, ClassInfo type) {
        AnnotationValue value = annotation.value();
        return value != null && !value.asString().isEmpty() ? value.asString() : ComponentName.snakeCase(type.simpleName());
    }

    List<FieldInfo> constants() {
        return type.enumConstants();
    }

    String label(FieldInfo constant) {
        AnnotationInstance label = constant.annotation(PG_LABEL);
        if (label != null) {
            return label.value().asString();
        }
        AnnotationValue naming = annotation.value("naming");
        return (naming == null ? LabelNaming.AS_WRITTEN : LabelNaming.valueOf(naming.asEnum())).label(constant.name());
    }

    /** What is wrong with it, each with its fix. */
    List<String> problems() {
        if (!type.isEnum()) {
            return List.of("@PgEnum " + type.name().withoutPackagePrefix() + " is no enum: use it on an enum, "
                    + "or @PgComposite on a record");
        }
        List<String> problems = new ArrayList<>();
        Map<String, String> labels = new HashMap<>();
        for (FieldInfo constant : constants()) {
            String label = label(constant);
            String other = labels.putIfAbsent(label, constant.name());
            if (other != null) {
                problems.add("@PgEnum " + type.name().withoutPackagePrefix() + " gives the label \"" + label + "\" to both "
                        + other + " and " + constant.name() + ": give each a label of its own with @PgLabel");
            }
        }
        return problems;
    }
}
