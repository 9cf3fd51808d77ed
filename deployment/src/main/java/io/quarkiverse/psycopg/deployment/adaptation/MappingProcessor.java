package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.psycopg.deployment.JsonMapperBuildItem;
import io.quarkiverse.psycopg.deployment.adaptation.GeneratedMappersBuildItem.Generated;
import io.quarkiverse.psycopg.deployment.adaptation.GeneratedMappersBuildItem.Kind;
import io.quarkus.arc.deployment.CompletedApplicationClassPredicateBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.GeneratedClassGizmo2Adaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.gizmo2.Gizmo;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Finds records and enums that have a mapping, checks them, and generates their mappers.
 */
class MappingProcessor {

    @BuildStep
    MappedTypesBuildItem collectMappedTypes(CombinedIndexBuildItem combined) {
        IndexView index = combined.getIndex();
        List<MappedRecord> records = new ArrayList<>(annotated(index, MappedRecord.PG_ROW, MappedRecord::new));
        records.addAll(annotated(index, MappedRecord.PG_COMPOSITE, MappedRecord::new));
        return new MappedTypesBuildItem(records, annotated(index, MappedEnum.PG_ENUM, MappedEnum::new));
    }

    private static <T> List<T> annotated(IndexView index, DotName annotation,
            BiFunction<ClassInfo, AnnotationInstance, T> make) {
        return index.getAnnotations(annotation).stream()
                .filter(found -> found.target().kind() == AnnotationTarget.Kind.CLASS)
                .sorted(Comparator.comparing((AnnotationInstance found) -> found.target().asClass().name()))
                .map(found -> make.apply(found.target().asClass(), found)).toList();
    }

    @BuildStep
    void validateMappedTypes(MappedTypesBuildItem mapped, CombinedIndexBuildItem combined, ConverterBeansBuildItem converters,
            JsonMapperBuildItem json, BuildProducer<ValidationErrorBuildItem> errors) {
        ReadableTypes readable = readable(mapped, combined.getIndex(), converters, json);
        List<String> problems = new ArrayList<>();
        mapped.records().forEach(type -> problems.addAll(type.problems(readable)));
        mapped.enums().forEach(type -> problems.addAll(type.problems()));
        Map<String, String> claimed = new HashMap<>();
        mapped.records().stream().filter(type -> !type.isRow())
                .forEach(type -> claim(claimed, type.typeName(), type.described(), problems));
        mapped.enums().forEach(type -> claim(claimed, type.typeName(), "@PgEnum " + type.type().name().withoutPackagePrefix(),
                problems));
        problems.forEach(problem -> errors.produce(new ValidationErrorBuildItem(new ConfigurationException(problem))));
    }

    private static void claim(Map<String, String> claimed, String typeName, String described, List<String> problems) {
        String other = claimed.putIfAbsent(typeName, described);
        if (other != null) {
            problems.add(other + " and " + described + " are both the type \"" + typeName
                    + "\": name the type of each in its annotation");
        }
    }

    private static ReadableTypes readable(MappedTypesBuildItem mapped, IndexView index, ConverterBeansBuildItem converters,
            JsonMapperBuildItem json) {
        Set<DotName> known = new HashSet<>();
        mapped.records().stream().filter(type -> !type.isRow()).forEach(type -> known.add(type.type().name()));
        mapped.enums().forEach(type -> known.add(type.type().name()));
        converters.typecasters().forEach(bean -> bean.target().ifPresent(known::add));
        return new ReadableTypes(index, known, json.present());
    }

    /** A type with an error gets no mapper: the build ends with the error. */
    @BuildStep
    GeneratedMappersBuildItem generateMappers(MappedTypesBuildItem mapped, CombinedIndexBuildItem combined,
            ConverterBeansBuildItem converters, JsonMapperBuildItem json,
            CompletedApplicationClassPredicateBuildItem application, BuildProducer<GeneratedClassBuildItem> classes,
            BuildProducer<GeneratedResourceBuildItem> resources) {
        ReadableTypes readable = readable(mapped, combined.getIndex(), converters, json);
        List<Generated> generated = new ArrayList<>();
        for (MappedRecord type : mapped.records()) {
            if (type.problems(readable).isEmpty()) {
                String name = type.type().name() + (type.isRow() ? "_PgRowMapper" : "_PgCompositeMapping");
                new MapperGenerator(gizmo(type.type(), application, classes, resources)).record(type, name);
                generated.add(new Generated(type.isRow() ? Kind.ROW : Kind.COMPOSITE, type.type().name().toString(), name));
            }
        }
        for (MappedEnum type : mapped.enums()) {
            if (type.problems().isEmpty()) {
                String name = type.type().name() + "_PgEnumMapping";
                new MapperGenerator(gizmo(type.type(), application, classes, resources)).labels(type, name);
                generated.add(new Generated(Kind.ENUM, type.type().name().toString(), name));
            }
        }
        return new GeneratedMappersBuildItem(generated);
    }

    /** The mapper goes where its class is: it calls what is package-private. */
    private static Gizmo gizmo(ClassInfo type, CompletedApplicationClassPredicateBuildItem application,
            BuildProducer<GeneratedClassBuildItem> classes, BuildProducer<GeneratedResourceBuildItem> resources) {
        return Gizmo.create(new GeneratedClassGizmo2Adaptor(classes, resources, application.test(type.name())));
    }

    /** In a native image the JSON library reads classes by reflection; the driver itself does not. */
    @BuildStep
    void registerJsonComponents(MappedTypesBuildItem mapped, CombinedIndexBuildItem combined,
            ConverterBeansBuildItem converters, JsonMapperBuildItem json, BuildProducer<ReflectiveClassBuildItem> reflective) {
        if (!json.present()) {
            return;
        }
        ReadableTypes readable = new ReadableTypes(combined.getIndex(),
                readable(mapped, combined.getIndex(), converters, json).mapped(), false);
        Set<String> names = new TreeSet<>();
        for (MappedRecord type : mapped.records()) {
            type.components().stream().map(RecordComponentInfo::type)
                    .forEach(component -> jsonClasses(component, readable, names));
        }
        if (!names.isEmpty()) {
            reflective.produce(ReflectiveClassBuildItem.builder(names.toArray(String[]::new)).constructors().methods().fields()
                    .build());
        }
    }

    private static void jsonClasses(Type type, ReadableTypes readable, Set<String> names) {
        if (type.kind() == Type.Kind.CLASS && readable.problem(type).isPresent()) {
            names.add(type.name().toString());
        } else if (type.kind() == Type.Kind.ARRAY) {
            jsonClasses(type.asArrayType().elementType(), readable, names);
        } else if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            type.asParameterizedType().arguments().forEach(argument -> jsonClasses(argument, readable, names));
        }
    }
}
