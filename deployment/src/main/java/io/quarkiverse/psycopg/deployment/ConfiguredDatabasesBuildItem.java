package io.quarkiverse.psycopg.deployment;

import java.util.Set;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The databases that the configuration names when the application is built; the default one only if a key of it is set.
 */
public final class ConfiguredDatabasesBuildItem extends SimpleBuildItem {

    private final Set<String> names;

    ConfiguredDatabasesBuildItem(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Names, with {@code <default>} for the one that has none. */
    public Set<String> names() {
        return names;
    }
}
