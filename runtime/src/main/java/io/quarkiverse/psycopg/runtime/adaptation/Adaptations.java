package io.quarkiverse.psycopg.runtime.adaptation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.AdaptationScope;
import io.quarkiverse.psycopg.Psycopg;

/**
 * What the build has found of an application's own classes and types, to be registered where it belongs. Filled while the
 * application starts, read when the driver and its pools are first used.
 */
public final class Adaptations {

    private final List<Consumer<Psycopg>> global = new ArrayList<>();
    private final Map<String, List<Consumer<AdaptationScope>>> databases = new HashMap<>();

    void add(Consumer<Psycopg> registration) {
        global.add(registration);
    }

    void add(String database, Consumer<AdaptationScope> registration) {
        databases.computeIfAbsent(database, name -> new ArrayList<>()).add(registration);
    }

    /** Registers what belongs to all databases. */
    public void registerIn(Psycopg psycopg) {
        for (Consumer<Psycopg> registration : global) {
            registration.accept(psycopg);
        }
    }

    /** Registers what belongs to one database. */
    public void registerIn(String database, AdaptationScope scope) {
        for (Consumer<AdaptationScope> registration : databases.getOrDefault(database, List.of())) {
            registration.accept(scope);
        }
    }
}
