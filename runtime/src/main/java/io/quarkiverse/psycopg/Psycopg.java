package io.quarkiverse.psycopg;

import java.util.Map;

import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.smallrye.mutiny.Uni;

/**
 * Connections and pools by code. Injectable ({@code @Inject Psycopg}); it also works without CDI.
 */
public interface Psycopg {

    /** Opens one connection of its own, outside any pool. The caller closes it. */
    Uni<PgConnection> connect(PgConnectOptions options);

    /** Opens one connection by libpq's keyword string or URI. */
    default Uni<PgConnection> connect(String dsn) {
        return connect(PgConnectOptions.parse(dsn));
    }

    /** Makes a pool; nothing is connected before it is used or, with a minimum size, started. The caller closes it. */
    PgPool createPool(PgConnectOptions options, PgPoolOptions poolOptions);

    /**
     * Registers an adapter for a class and its subclasses in everything that this object opens. It takes the place of one that
     * was registered
     * here for the same class.
     */
    <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter);

    /** The adapters that values are adapted by here, those of the scopes around included. */
    Map<Class<?>, Adapter<?>> adapters();

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
