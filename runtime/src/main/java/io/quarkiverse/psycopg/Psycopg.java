package io.quarkiverse.psycopg;

import java.util.Collection;

import io.quarkiverse.psycopg.mapping.ValueMapping;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.smallrye.mutiny.Uni;

/**
 * Connections and pools by code. Injectable ({@code @Inject Psycopg}); it also works without CDI.
 */
public interface Psycopg extends AdaptationScope {

    /** Opens one connection of its own, outside any pool. The caller closes it. */
    Uni<PgConnection> connect(PgConnectOptions options);

    /** As {@link #connect(PgConnectOptions)}, with a connection of the application's own making. */
    default Uni<PgConnection> connect(PgConnectOptions options, ConnectionFactory factory) {
        return connect(options).map(connection -> Factories.create(factory, connection));
    }

    /** Opens one connection by libpq's keyword string or URI. */
    default Uni<PgConnection> connect(String dsn) {
        return connect(PgConnectOptions.parse(dsn));
    }

    /** Makes a pool; nothing is connected before it is used or, with a minimum size, started. The caller closes it. */
    PgPool createPool(PgConnectOptions options, PgPoolOptions poolOptions);

    /**
     * Registers mappings of enums and composites in everything that this object opens: each reads and writes its type and
     * arrays of it, and takes the place of one that was registered for the same class or type.
     */
    void registerMappings(Collection<? extends ValueMapping<?>> mappings);

    /** Registers the mapper that {@code fetchOne(X.class, …)} and the like use for a class, in everything that this opens. */
    <T> void registerMapper(Class<T> type, RowMapper<? extends T> mapper);

    /**
     * The mapper for rows of a class.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException where there is none
     */
    <T> RowMapper<T> mapper(Class<T> type);

    /** What composes {@link Sql} without a session, in a form that means the same in every one. */
    SqlContext sqlContext();

    /**
     * Opens a connection to a walsender. The caller closes it.
     *
     * @param options whose {@code replication} need not be set
     * @param type decoded changes of one database, or raw WAL of the whole server
     */
    Uni<ReplicationConnection> connectReplication(PgConnectOptions options, ReplicationType type);

    /** Makes a stream that is kept running; nothing is connected before it is started or subscribed to. The caller stops it. */
    ReplicationStream createReplicationStream(PgConnectOptions options, ReplicationStreamOptions streamOptions);
}
