package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.deployment.ConfiguredDatabasesBuildItem;
import io.quarkiverse.psycopg.runtime.adaptation.AdaptationRecorder;
import io.quarkiverse.psycopg.runtime.adaptation.Adaptations;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Finds the beans that are adapters and typecasters, checks them, and hands them to the driver.
 */
class AdaptationProcessor {

    /** Nobody injects them: the driver looks them up. */
    @BuildStep
    UnremovableBeanBuildItem keepConverters() {
        return UnremovableBeanBuildItem.beanTypes(ConverterBean.ADAPTER, ConverterBean.TYPECASTER);
    }

    @BuildStep
    ConverterBeansBuildItem collectConverters(BeanDiscoveryFinishedBuildItem beans) {
        List<ConverterBean> found = ConverterBean.allOf(beans.getBeans());
        found.sort(Comparator.comparingInt(ConverterBean::priority).thenComparing(ConverterBean::place));
        return new ConverterBeansBuildItem(found);
    }

    @BuildStep
    void validateConverters(ConverterBeansBuildItem found, ConfiguredDatabasesBuildItem configured,
            BuildProducer<ValidationErrorBuildItem> errors) {
        List<String> problems = new ArrayList<>();
        Map<String, ConverterBean> claimed = new HashMap<>();
        for (ConverterBean bean : found.beans()) {
            bean.problems().forEach(problem -> problems.add(bean.described() + " " + problem));
            bean.database().filter(name -> !configured.names().contains(name)).ifPresent(name -> problems.add(bean.described()
                    + " is for @PgDatabase(\"" + name + "\"), which is not configured: set "
                    + DatabaseName.property(name, "url") + ", or leave the qualifier out for all databases"));
            for (String claim : bean.claims()) {
                String key = bean.isTypecaster() + " " + claim + " " + bean.scope() + " " + bean.priority();
                ConverterBean other = claimed.putIfAbsent(key, bean);
                if (other != null) {
                    problems.add(other.described() + " and " + bean.described() + " are both for " + claim + " in "
                            + bean.scope() + " with priority " + bean.priority()
                            + ": remove one, or give one a higher @Priority");
                }
            }
        }
        problems.forEach(problem -> errors.produce(new ValidationErrorBuildItem(new ConfigurationException(problem))));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    AdaptationsBuildItem registerConverters(AdaptationRecorder recorder, RecorderContext context,
            ConverterBeansBuildItem found, GeneratedMappersBuildItem mappers) {
        RuntimeValue<Adaptations> adaptations = recorder.adaptations();
        mappers.record(recorder, context, adaptations);
        for (ConverterBean bean : found.beans()) {
            if (!bean.problems().isEmpty()) {
                continue;
            }
            String identifier = bean.info().getIdentifier();
            if (bean.isTypecaster()) {
                recorder.addTypecaster(adaptations, identifier, bean.oids(), bean.typeNames(), bean.place(), bean.database());
            } else {
                recorder.addAdapter(adaptations, identifier, context.classProxy(bean.target().orElseThrow().toString()),
                        bean.database());
            }
        }
        return new AdaptationsBuildItem(adaptations);
    }
}
