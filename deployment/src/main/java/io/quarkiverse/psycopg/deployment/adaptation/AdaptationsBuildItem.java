package io.quarkiverse.psycopg.deployment.adaptation;

import io.quarkiverse.psycopg.runtime.adaptation.Adaptations;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * What was found of the application's own classes and types, for the driver to register.
 */
public final class AdaptationsBuildItem extends SimpleBuildItem {

    private final RuntimeValue<Adaptations> adaptations;

    AdaptationsBuildItem(RuntimeValue<Adaptations> adaptations) {
        this.adaptations = adaptations;
    }

    /** The value at run time. */
    public RuntimeValue<Adaptations> adaptations() {
        return adaptations;
    }
}
