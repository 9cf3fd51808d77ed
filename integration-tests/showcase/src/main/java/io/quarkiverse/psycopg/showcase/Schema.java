package io.quarkiverse.psycopg.showcase;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Creates the tables where they are not there yet. */
@Singleton
class Schema {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    void create(@Observes StartupEvent event, PgPool pool) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String statement : statements()) {
            all = all.chain(() -> pool.execute(statement).replaceWithVoid());
        }
        all.await().atMost(PATIENCE);
    }

    /** The statements of schema.sql are separated by empty lines. */
    private static String[] statements() {
        try (InputStream script = Thread.currentThread().getContextClassLoader().getResourceAsStream("db/schema.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n\n");
        } catch (IOException e) {
            throw new IllegalStateException("cannot read db/schema.sql", e);
        }
    }
}
