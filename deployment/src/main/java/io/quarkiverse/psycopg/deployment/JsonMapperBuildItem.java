package io.quarkiverse.psycopg.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * Whether the application has a bean that writes and reads JSON.
 */
public final class JsonMapperBuildItem extends SimpleBuildItem {

    private final boolean present;

    JsonMapperBuildItem(boolean present) {
        this.present = present;
    }

    /** True where {@code JsonMapper} can be looked up. */
    public boolean present() {
        return present;
    }
}
