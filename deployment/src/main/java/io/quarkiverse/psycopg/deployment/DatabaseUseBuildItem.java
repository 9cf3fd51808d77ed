package io.quarkiverse.psycopg.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * A database that the application uses without injecting its pool.
 */
public final class DatabaseUseBuildItem extends MultiBuildItem {

    private final String name;

    /** @param name the database's name, {@code <default>} for the one that has none */
    public DatabaseUseBuildItem(String name) {
        this.name = name;
    }

    /** The database's name. */
    public String name() {
        return name;
    }
}
