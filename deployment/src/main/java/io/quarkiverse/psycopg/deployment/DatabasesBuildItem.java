package io.quarkiverse.psycopg.deployment;

import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * The databases of the application's run, for what is recorded about them.
 */
public final class DatabasesBuildItem extends SimpleBuildItem {

    private final RuntimeValue<Databases> databases;

    DatabasesBuildItem(RuntimeValue<Databases> databases) {
        this.databases = databases;
    }

    /** The value at run time. */
    public RuntimeValue<Databases> databases() {
        return databases;
    }
}
