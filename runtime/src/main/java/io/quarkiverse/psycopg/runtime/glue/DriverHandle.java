package io.quarkiverse.psycopg.runtime.glue;

import java.util.function.Supplier;

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
 * @param psycopg connections and pools by code
 * @param close ends all that it has opened
 */
record DriverHandle(Psycopg psycopg, Supplier<Uni<Void>> close) {

    /**
     * Opens the driver; no thread and no connection begins with it.
     *
     * @param registry where the TLS configurations are that options name
     * @param json what writes and reads values that are JSON and no text
     */
    static DriverHandle open(Vertx vertx, TlsConfigurationRegistry registry, JsonMapper json) {
        PsycopgDriver driver = new PsycopgDriver(vertx, TypeRegistry.builtin(json), name -> RegisteredTls.find(registry, name));
        return new DriverHandle(driver, driver::close);
    }
}
