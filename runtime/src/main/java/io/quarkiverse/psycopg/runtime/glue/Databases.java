package io.quarkiverse.psycopg.runtime.glue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.AdaptationScope;
import io.quarkiverse.psycopg.ConnectionFactory;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.runtime.adaptation.Adaptations;
import io.quarkiverse.psycopg.runtime.config.DatabaseConfig;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.arc.ActiveResult;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The databases of one run of the application: their options, and the pools that somebody asked for. A pool is made when it is
 * first used, never before. Safe for use from any thread.
 */
public final class Databases {

    private static final Logger LOG = Logger.getLogger(Databases.class);

    /** How long borrowed connections may take to come back when the application ends; then they are closed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Map<String, DatabaseConfig> config;
    private final Set<String> injected;
    private final Optional<String> application;
    private final Supplier<Vertx> vertx;
    private final Supplier<TlsConfigurationRegistry> tls;
    private final Supplier<JsonMapper> json;
    private final Adaptations adaptations;
    private final Map<String, PgPool> pools = Collections.synchronizedMap(new LinkedHashMap<>());
    private DriverHandle driver;
    private boolean closed;

    /**
     * Databases by their configuration.
     *
     * @param injected names that injection points of the application name
     * @param application the application's name
     * @param vertx asked when the driver is first needed
     * @param tls asked then, too
     * @param json asked then for what writes and reads JSON
     * @param adaptations what the build has found of the application's own classes and types
     */
    public Databases(Map<String, DatabaseConfig> config, Set<String> injected, Optional<String> application,
            Supplier<Vertx> vertx, Supplier<TlsConfigurationRegistry> tls, Supplier<JsonMapper> json,
            Adaptations adaptations) {
        this.config = config;
        this.injected = injected;
        this.application = application;
        this.vertx = vertx;
        this.tls = tls;
        this.json = json;
        this.adaptations = adaptations;
    }

    /** Connections and pools by code. */
    public synchronized Psycopg psycopg() {
        if (closed) {
            throw new IllegalStateException("the application is ending: no connection is opened any more");
        }
        if (driver == null) {
            driver = DriverHandle.open(vertx.get(), tls.get(), json.get());
            adaptations.registerIn(driver.psycopg());
        }
        return driver.psycopg();
    }

    /** The pool of one database, made now if it is not there. */
    public synchronized PgPool pool(String name) {
        PgPool pool = pools.get(name);
        if (pool == null) {
            ListenerOptions listener = options(name).listener(application, ProvidedCredentials.FACTORY);
            PgPoolOptions poolOptions = options(name).pool().toBuilder().listener(listener)
                    .connectionFactory(FactoryBeans.find(ConnectionFactory.class, name, ConnectionFactory.PLAIN))
                    .cursorFactory(FactoryBeans.find(CursorFactory.class, name, CursorFactory.PLAIN)).build();
            pool = psycopg().createPool(withNotices(name, connectOptions(name)), poolOptions);
            adaptations.registerIn(name, pool);
            pools.put(name, pool);
        }
        return pool;
    }

    /** Registers what the build has found for one database in something else than its pool that is opened to it. */
    public void adapt(String name, AdaptationScope scope) {
        adaptations.registerIn(name, scope);
    }

    private PgConnectOptions withNotices(String name, PgConnectOptions connect) {
        Optional<Consumer<Diagnostics>> handler = NoticeEvents.handler(name, vertx.get());
        return handler.isPresent() ? connect.toBuilder().noticeHandler(handler.get()).build() : connect;
    }

    /** The pool of one database, if somebody has used it. */
    public Optional<PgPool> existingPool(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    /** How to connect to one database, by its configuration. */
    public PgConnectOptions connectOptions(String name) {
        return options(name).connect(application, ProvidedCredentials.FACTORY);
    }

    /**
     * Refuses to listen where no notification could ever come.
     *
     * @throws ConfigurationException behind a pooler in transaction mode, unless the listener has an address of its own
     */
    public void requireListener(String name) {
        if (config(name).listener().url().isEmpty() && connectOptions(name).pooler() == Pooler.TRANSACTION) {
            throw new ConfigurationException("The application listens to notifications of " + DatabaseName.inWords(name)
                    + ", which is behind a pooler in transaction mode (" + DatabaseName.property(name, "pooler")
                    + "=transaction) that passes none on: set " + DatabaseName.property(name, "listener.url")
                    + " to the server's own address");
        }
    }

    /** The configuration of one database. */
    public DatabaseConfig config(String name) {
        return config.get(name);
    }

    /** Whether a database is to be used in this run, and if not, why. */
    public ActiveResult active(String name) {
        if (!config(name).active()) {
            return ActiveResult.inactive(DatabaseName.inWords(name) + " is switched off by "
                    + DatabaseName.property(name, "active") + "=false");
        }
        if (!options(name).hasAddress()) {
            return ActiveResult.inactive(DatabaseName.inWords(name) + " has no address: set "
                    + DatabaseName.property(name, "url") + " or " + DatabaseName.property(name, "host")
                    + ". In dev and test mode Dev Services can start one");
        }
        return ActiveResult.active();
    }

    /** The active databases that the application uses: those that it injects, and those that it asked for by code. */
    public Set<String> inUse() {
        Set<String> names = new TreeSet<>(injected);
        synchronized (pools) {
            names.addAll(pools.keySet());
        }
        names.removeIf(name -> !active(name).value());
        return names;
    }

    /** Closes pools, then the driver with what was opened by code. Waits for borrowed connections, but not for long. */
    public void close() {
        DriverHandle open;
        synchronized (this) {
            closed = true;
            open = driver;
            driver = null;
        }
        List<PgPool> ending;
        synchronized (pools) {
            ending = new ArrayList<>(pools.values());
            pools.clear();
        }
        if (!ending.isEmpty()) {
            await("close the pools", Uni.join().all(ending.stream().map(Databases::ended).toList()).andCollectFailures());
        }
        if (open != null) {
            await("close the driver", open.close());
        }
    }

    private static Uni<Void> ended(PgPool pool) {
        return pool.close().ifNoItem().after(GRACE).recoverWithUni(pool::terminate);
    }

    private static void await(String task, Uni<?> end) {
        try {
            end.await().atMost(GRACE.multipliedBy(2));
        } catch (RuntimeException e) {
            LOG.warnf("Could not %s in order: %s", task, e.getMessage());
        }
    }

    private ConfiguredOptions options(String name) {
        return new ConfiguredOptions(name, config(name));
    }
}
