package io.quarkiverse.psycopg.deployment;

import java.util.Set;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The databases that the application names: its injection points, and what it listens to.
 */
public final class UsedDatabasesBuildItem extends SimpleBuildItem {

    private final Set<String> names;

    UsedDatabasesBuildItem(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Names, with {@code <default>} for the one that has none. */
    public Set<String> names() {
        return names;
    }
}
