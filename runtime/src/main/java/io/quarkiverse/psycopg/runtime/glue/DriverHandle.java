package io.quarkiverse.psycopg.runtime.glue;

import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The driver's entry point, and how it ends.
 *
 * @param driver connections and pools by code
 */
record DriverHandle(PsycopgDriver driver) {

    /**
     * Opens the driver; no thread and no connection begins with it.
     *
     * @param registry where the TLS configurations are that options name
     * @param json what writes and reads values that are JSON and no text
     */
    static DriverHandle open(Vertx vertx, TlsConfigurationRegistry registry, JsonMapper json) {
        return new DriverHandle(
                new PsycopgDriver(vertx, TypeRegistry.builtin(json), name -> RegisteredTls.find(registry, name)));
    }

    Psycopg psycopg() {
        return driver;
    }

    /** Ends all that it has opened. */
    Uni<Void> close() {
        return driver.close();
    }
}
