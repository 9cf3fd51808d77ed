package io.quarkiverse.psycopg.runtime.glue;

import java.lang.annotation.Annotation;

import jakarta.enterprise.inject.Default;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InjectableInstance;

/**
 * Finds the application's factories of connections and cursors among its beans: one with {@link PgDatabase} for that database,
 * one without for the default database. The build has made sure that there is one of a kind at most.
 */
final class FactoryBeans {

    private FactoryBeans() {
    }

    /** The factory for that database, or the one that is given where the application has none. */
    static <T> T find(Class<T> type, String database, T otherwise) {
        ArcContainer container = Arc.container();
        if (container == null) {
            return otherwise;
        }
        Annotation qualifier = DatabaseName.isDefault(database) ? Default.Literal.INSTANCE : PgDatabase.Literal.of(database);
        InjectableInstance<T> found = container.select(type, qualifier);
        return found.isResolvable() ? found.get() : otherwise;
    }
}
