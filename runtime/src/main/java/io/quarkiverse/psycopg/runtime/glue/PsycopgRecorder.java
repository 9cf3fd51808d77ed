package io.quarkiverse.psycopg.runtime.glue;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.runtime.adaptation.Adaptations;
import io.quarkiverse.psycopg.runtime.config.PsycopgRuntimeConfig;
import io.quarkiverse.psycopg.runtime.metrics.ListenerMetrics;
import io.quarkiverse.psycopg.runtime.metrics.PoolMetrics;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * Called by the code that the build generates. It translates and delegates only.
 */
@Recorder
public class PsycopgRecorder {

    private final RuntimeValue<PsycopgRuntimeConfig> config;

    /** A recorder with the configuration of the start. */
    public PsycopgRecorder(RuntimeValue<PsycopgRuntimeConfig> config) {
        this.config = config;
    }

    /**
     * The databases of this run; they end after the application's beans and before Vert.x.
     *
     * @param injected names that injection points name
     * @param application the application's name
     * @param json whether there is a bean that writes and reads JSON
     * @param adaptations what the build has found of the application's own classes and types
     */
    public RuntimeValue<Databases> databases(Set<String> injected, Optional<String> application, Supplier<Vertx> vertx,
            Supplier<TlsConfigurationRegistry> tls, boolean json, RuntimeValue<Adaptations> adaptations,
            ShutdownContext shutdown) {
        Databases databases = new Databases(config.getValue().databases(), injected, application, vertx, tls,
                json ? () -> Arc.container().instance(JsonMapper.class).get() : () -> JsonMapper.NONE,
                adaptations.getValue());
        shutdown.addLastShutdownTask(databases::close);
        return new RuntimeValue<>(databases);
    }

    /** Makes the bean of one pool. */
    public Function<SyntheticCreationalContext<PgPool>, PgPool> pool(RuntimeValue<Databases> databases, String name) {
        return context -> databases.getValue().pool(name);
    }

    /** Makes the bean for connections and pools by code. */
    public Function<SyntheticCreationalContext<Psycopg>, Psycopg> psycopg(RuntimeValue<Databases> databases) {
        return context -> databases.getValue().psycopg();
    }

    /** Tells whether a pool is to be used in this run. */
    public Supplier<ActiveResult> active(RuntimeValue<Databases> databases, String name) {
        return () -> databases.getValue().active(name);
    }

    /** Publishes the figures of the pools. */
    public Consumer<MetricsFactory> metrics(RuntimeValue<Databases> databases, Set<String> names) {
        return factory -> names.forEach(name -> {
            new PoolMetrics(databases.getValue(), name).register(factory);
            new ListenerMetrics(databases.getValue(), name).register(factory);
        });
    }
}
