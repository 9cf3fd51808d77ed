package io.quarkiverse.psycopg.deployment;

import org.jboss.jandex.DotName;

import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Chooses what writes and reads JSON: a bean of the application's own, else the JSON library that it has, else nothing.
 */
class JsonProcessor {

    /** By name: each class needs a library that other applications do not have. */
    private static final String JACKSON = "io.quarkiverse.psycopg.runtime.json.JacksonJsonMapper";
    private static final String JSONB = "io.quarkiverse.psycopg.runtime.json.JsonbJsonMapper";

    private static final DotName MAPPER = DotName.createSimple(JsonMapper.class);

    @BuildStep
    void addMapper(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.JACKSON)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(JACKSON));
        } else if (capabilities.isPresent(Capability.JSONB)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(JSONB));
        }
    }

    @BuildStep
    UnremovableBeanBuildItem keepMappers() {
        return UnremovableBeanBuildItem.beanTypes(MAPPER);
    }

    @BuildStep
    JsonMapperBuildItem findMapper(BeanDiscoveryFinishedBuildItem beans) {
        return new JsonMapperBuildItem(
                beans.beanStream().filter(bean -> bean.getTypes().stream().anyMatch(type -> type.name().equals(MAPPER)))
                        .iterator().hasNext());
    }
}
