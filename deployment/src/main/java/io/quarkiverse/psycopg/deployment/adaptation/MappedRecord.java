package io.quarkiverse.psycopg.deployment.adaptation;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;

import io.quarkiverse.psycopg.mapping.ComponentName;
import io.quarkiverse.psycopg.mapping.PgColumn;
import io.quarkiverse.psycopg.mapping.PgComposite;
import io.quarkiverse.psycopg.mapping.PgRow;

/**
 * A record with {@link PgRow} or {@link PgComposite}; one with both is two of these.
 *
 * @param type the record
 * @param annotation the annotation on it
 */
record MappedRecord(ClassInfo type, AnnotationInstance annotation) {

    static final DotName PG_ROW = DotName.createSimple(PgRow.class);
    static final DotName PG_COMPOSITE = DotName.createSimple(PgComposite.class);
    private static final DotName PG_COLUMN = DotName.createSimple(PgColumn.class);

    boolean isRow() {
        return annotation.name().equals(PG_ROW);
    }

    /** Name of the composite. */
    String typeName() {
        return MappedEnum.nameOf(annotation, type);
    }

    /** The table that the rows are of, where it is told. */
    Optional<String> table() {
        AnnotationValue table = annotation.value("table");
        return table == null || table.asString().isEmpty() ? Optional.empty() : Optional.of(table.asString());
    }

    List<RecordComponentInfo> components() {
        return type.recordComponentsInDeclarationOrder();
    }

    static ComponentName name(RecordComponentInfo component) {
        AnnotationInstance column = component.annotation(PG_COLUMN);
        return column == null ? ComponentName.of(component.name())
                : ComponentName.of(component.name(), column.value().asString());
    }

    /** As messages begin. */
    String described() {
        return (isRow() ? "@PgRow " : "@PgComposite ") + type.name().withoutPackagePrefix();
    }

    /**
     * What is wrong with it, each with its fix.
     *
     * @param readable tells which components can be read
     */
    List<String> problems(ReadableTypes readable) {
        if (!type.isRecord()) {
            return List.of(described() + " is no record: make it one");
        }
        List<String> problems = new ArrayList<>();
        MethodInfo constructor = type.canonicalRecordConstructor();
        if (constructor == null || Modifier.isPrivate(constructor.flags())) {
            problems.add(described() + " is private: its mapper calls it without reflection, make it package-private");
        }
        if (!type.typeParameters().isEmpty()) {
            problems.add(described() + " has type parameters: columns have types of their own, leave them out");
        }
        Map<String, String> columns = new HashMap<>();
        for (RecordComponentInfo component : components()) {
            readable.problem(component.type()).ifPresent(
                    problem -> problems.add(described() + " has the component " + component.name() + " of " + problem));
            String column = name(component).columnName();
            String other = columns.putIfAbsent(column, component.name());
            if (other != null) {
                problems.add(described() + " reads the column \"" + column + "\" into both " + other + " and "
                        + component.name() + ": give one another column with @PgColumn");
            }
        }
        return problems;
    }
}
