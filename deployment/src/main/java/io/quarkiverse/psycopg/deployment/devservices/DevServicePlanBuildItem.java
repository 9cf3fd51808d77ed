package io.quarkiverse.psycopg.deployment.devservices;

import java.util.Map;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The servers that Dev Services will run for this application, by the name of the database; none where each has an address.
 */
final class DevServicePlanBuildItem extends SimpleBuildItem {

    private final Map<String, DatabasePlan> plans;
    private final DatasourceLink link;

    DevServicePlanBuildItem(Map<String, DatabasePlan> plans, DatasourceLink link) {
        this.plans = Map.copyOf(plans);
        this.link = link;
    }

    Map<String, DatabasePlan> plans() {
        return plans;
    }

    DatasourceLink link() {
        return link;
    }
}
