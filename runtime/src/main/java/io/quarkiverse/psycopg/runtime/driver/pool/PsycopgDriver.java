package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.ReplicationMode;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.mapping.ValueMapping;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.runtime.driver.adaptation.RegistryScope;
import io.quarkiverse.psycopg.runtime.driver.client.ClientSession;
import io.quarkiverse.psycopg.runtime.driver.client.Database;
import io.quarkiverse.psycopg.runtime.driver.client.DriverConnection;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.net.TlsSetup;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.ConnectTrace;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.Connector;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.ScramLogins;
import io.quarkiverse.psycopg.runtime.driver.replication.ManagedStream;
import io.quarkiverse.psycopg.runtime.driver.replication.ReplicationConnector;
import io.quarkiverse.psycopg.runtime.driver.replication.ReplicationTimeouts;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalogs;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

/**
 * The driver by code, on an application's Vert.x. Makes no thread and no connection before it is asked for one.
 */
public final class PsycopgDriver extends RegistryScope implements Psycopg {

    private final Vertx vertx;
    private final Function<String, TlsSetup> tls;
    private final TypeCatalogs catalogs;
    private final ScramLogins logins = new ScramLogins();
    private final Set<PgPool> pools = ConcurrentHashMap.newKeySet();

    /** A driver with the built-in types. */
    public PsycopgDriver(Vertx vertx) {
        this(vertx, TypeRegistry.builtin());
    }

    /** @param types what the global scope is below */
    public PsycopgDriver(Vertx vertx, TypeRegistry types) {
        this(vertx, types, name -> {
            throw new ProgrammingException("there is no registry of TLS configurations to look \"" + name + "\" up in");
        });
    }

    /**
     * @param types what the global scope is below
     * @param tls finds the TLS configuration that options name; asked for every pool and connection
     */
    public PsycopgDriver(Vertx vertx, TypeRegistry types, Function<String, TlsSetup> tls) {
        super(types.child(), Adapters.create(types.jsonMapper()));
        this.vertx = vertx;
        this.tls = tls;
        this.catalogs = new TypeCatalogs(typeRegistry());
    }

    @Override
    public SqlContext sqlContext() {
        return literals();
    }

    @Override
    public void registerMappings(Collection<? extends ValueMapping<?>> mappings) {
        typeRegistry().readers().register(mappings);
        mappings.forEach(this::registerSent);
    }

    private <T> void registerSent(ValueMapping<T> mapping) {
        registerAdapter(mapping.type(), (value, context) -> mapping.sent(value));
    }

    @Override
    public <T> void registerMapper(Class<T> type, RowMapper<? extends T> mapper) {
        typeRegistry().readers().register(type, mapper);
    }

    @Override
    public <T> RowMapper<T> mapper(Class<T> type) {
        return typeRegistry().readers().mapper(type);
    }

    @Override
    public Uni<PgConnection> connect(PgConnectOptions options) {
        return Uni.createFrom().deferred(() -> {
            Uni<ClientSession> opened = Uni.createFrom().emitter(emitter -> open(options, emitter));
            return new Handover<>(opened, client -> Uni.createFrom().item(connection(client)),
                    client -> client.session().close());
        });
    }

    private void open(PgConnectOptions options, UniEmitter<? super ClientSession> emitter) {
        TypeCatalogs.Lease catalog = catalogs.lease(Place.of(options));
        AtomicBoolean cancelled = new AtomicBoolean();
        emitter.onTermination(() -> cancelled.set(true));
        try {
            database(options, catalog.types()).open(new SessionListener() {
                @Override
                public void closed(PgException reason) {
                    catalog.release();
                }
            }).onSuccess(client -> {
                if (cancelled.get()) {
                    client.session().close();
                } else {
                    emitter.complete(client);
                }
            }).onFailure(failure -> {
                catalog.release();
                emitter.fail(failure);
            });
        } catch (RuntimeException e) {
            catalog.release();
            emitter.fail(e);
        }
    }

    /** How many databases single connections hold a catalog of: for tests. */
    int knownDatabases() {
        return catalogs.size();
    }

    /** What single connections share a catalog by. */
    private record Place(List<HostSpec> hosts, String database, String user) {
        static Place of(PgConnectOptions options) {
            return new Place(options.hosts(), options.database(), options.user());
        }
    }

    private static PgConnection connection(ClientSession client) {
        return new DriverConnection(client, () -> Uni.createFrom().emitter(
                emitter -> client.session().close().onComplete(done -> emitter.complete(null))));
    }

    /** @param scope the types of this pool or connection, below those that are shared */
    private Database database(PgConnectOptions options, TypeRegistry scope) {
        Optional<TlsSetup> setup = options.tls().tlsConfigurationName().map(tls);
        scope.readers().readAsText(undecoded(options));
        return new Database(options, new Connector(vertx, options, setup, logins, ConnectTrace.NONE), scope,
                adapterRegistry().child());
    }

    private static Set<String> undecoded(PgConnectOptions options) {
        Set<String> names = new HashSet<>();
        if (!options.json()) {
            names.addAll(List.of("json", "jsonb"));
        }
        if (!options.hstore()) {
            names.add("hstore");
        }
        if (!options.uuid()) {
            names.add("uuid");
        }
        return names;
    }

    @Override
    public PgPool createPool(PgConnectOptions options, PgPoolOptions poolOptions) {
        forgetClosedPools();
        PgPool pool = new DriverPool(vertx, database(options, new TypeCatalog(typeRegistry()).types()), poolOptions,
                listener(options, poolOptions.listener()));
        pools.add(pool);
        return pool;
    }

    private void forgetClosedPools() {
        for (PgPool pool : pools) {
            if (pool.isClosed()) {
                pools.remove(pool);
            }
        }
    }

    private PoolListener listener(PgConnectOptions pool, ListenerOptions options) {
        PgConnectOptions connect = options.connectOptions().orElse(pool);
        return new PoolListener(vertx, connect, options, () -> new Connector(vertx, connect,
                connect.tls().tlsConfigurationName().map(tls), logins, ConnectTrace.NONE));
    }

    @Override
    public Uni<ReplicationConnection> connectReplication(PgConnectOptions options, ReplicationType type) {
        return Uni.createFrom().deferred(() -> walsenders(options, type).connect()).map(connection -> connection);
    }

    @Override
    public ReplicationStream createReplicationStream(PgConnectOptions options, ReplicationStreamOptions streamOptions) {
        return new ManagedStream(streamOptions, walsenders(options, ReplicationType.LOGICAL), adapterRegistry().child());
    }

    private ReplicationConnector walsenders(PgConnectOptions options, ReplicationType type) {
        ReplicationMode mode = type == ReplicationType.LOGICAL ? ReplicationMode.LOGICAL : ReplicationMode.PHYSICAL;
        PgConnectOptions walsender = options.toBuilder().replication(mode).build();
        Optional<TlsSetup> setup = options.tls().tlsConfigurationName().map(tls);
        Connector connector = new Connector(vertx, walsender, setup, logins, ConnectTrace.NONE);
        TypeRegistry scope = new TypeCatalog(typeRegistry()).types();
        scope.readers().readAsText(undecoded(options));
        return new ReplicationConnector(connector::connect, scope, type, ReplicationTimeouts.DEFAULT);
    }

    /** Closes all pools that this driver made, borrowed connections too. */
    public Uni<Void> close() {
        return Uni.join().all(pools.stream().map(PgPool::terminate).toList()).andCollectFailures().replaceWithVoid();
    }
}
