package io.quarkiverse.psycopg.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.psycopg.ConnectionFactory;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Keeps an application's factories of connections and cursors, and refuses a second one for the same database.
 */
class FactoryProcessor {

    private static final DotName DATABASE = DotName.createSimple(PgDatabase.class);
    private static final List<DotName> FACTORIES = List.of(DotName.createSimple(ConnectionFactory.class),
            DotName.createSimple(CursorFactory.class));

    @BuildStep
    UnremovableBeanBuildItem keepFactories() {
        return UnremovableBeanBuildItem.beanTypes(ConnectionFactory.class, CursorFactory.class);
    }

    @BuildStep
    void validateFactories(ValidationPhaseBuildItem phase, BuildProducer<ValidationErrorBuildItem> errors) {
        for (DotName factory : FACTORIES) {
            Map<String, List<BeanInfo>> byDatabase = new TreeMap<>();
            phase.getContext().beans().stream().filter(bean -> hasType(bean, factory))
                    .forEach(bean -> byDatabase.computeIfAbsent(database(bean), name -> new ArrayList<>()).add(bean));
            byDatabase.forEach((database, beans) -> {
                if (beans.size() > 1) {
                    errors.produce(new ValidationErrorBuildItem(new ConfigurationException(message(factory, database, beans))));
                }
            });
        }
    }

    private static boolean hasType(BeanInfo bean, DotName factory) {
        return bean.getTypes().stream().map(Type::name).anyMatch(factory::equals);
    }

    private static String database(BeanInfo bean) {
        return bean.getQualifiers().stream().filter(qualifier -> qualifier.name().equals(DATABASE))
                .map(AnnotationInstance::value).map(value -> value.asString()).findFirst().orElse(DatabaseName.DEFAULT);
    }

    private static String message(DotName factory, String database, List<BeanInfo> beans) {
        return "There are " + beans.size() + " beans of type " + factory.withoutPackagePrefix() + " for "
                + DatabaseName.inWords(database) + ": " + beans.stream().map(BeanInfo::toString).sorted().toList()
                + ". Keep one, or give the others @PgDatabase with the name of another database";
    }
}
