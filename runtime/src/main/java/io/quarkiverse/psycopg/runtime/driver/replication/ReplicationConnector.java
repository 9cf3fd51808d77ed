package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.function.Function;

import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;

/**
 * Opens replication connections. Thread-safe.
 */
public final class ReplicationConnector {

    private static final int TEN = 10;
    private static final int MAJOR = 10_000;

    private final Function<SessionListener, Future<Session>> sessions;
    private final TypeRegistry database;
    private final ReplicationType type;
    private final ReplicationTimeouts timeouts;

    /**
     * @param sessions opens a session whose startup message says {@code replication=database} or {@code replication=true}
     * @param database the types of the database
     * @param type which of the two the sessions are
     */
    public ReplicationConnector(Function<SessionListener, Future<Session>> sessions, TypeRegistry database,
            ReplicationType type, ReplicationTimeouts timeouts) {
        this.sessions = sessions;
        this.database = database;
        this.type = type;
        this.timeouts = timeouts;
    }

    /** The scope that the connections' types are below. */
    TypeRegistry types() {
        return database;
    }

    ReplicationTimeouts timeouts() {
        return timeouts;
    }

    /** Opens a connection. Cancelling closes one that comes too late. */
    public Uni<DriverReplicationConnection> connect() {
        return Uni.createFrom().emitter(emitter -> {
            TypeRegistry types = database.child();
            SessionListener listener = new SessionListener() {
                @Override
                public void parameter(String name, String value) {
                    types.parameterStatus(name, value);
                }
            };
            boolean[] cancelled = { false };
            emitter.onTermination(() -> cancelled[0] = true);
            sessions.apply(listener).onComplete(opened -> {
                if (opened.failed()) {
                    emitter.fail(opened.cause());
                } else if (cancelled[0]) {
                    opened.result().close();
                } else {
                    Session session = opened.result();
                    emitter.complete(new DriverReplicationConnection(session, types, type,
                            version(session.parameter("server_version")), timeouts));
                }
            });
        });
    }

    /** {@code 18.6 (Debian …)} is 180006; what follows the numbers is anybody's. */
    static int version(String text) {
        if (text == null) {
            return 0;
        }
        String[] parts = text.split("[^0-9]+", 3);
        int major = parts.length > 0 && !parts[0].isEmpty() ? Integer.parseInt(parts[0]) : 0;
        int minor = parts.length > 1 && !parts[1].isEmpty() ? Integer.parseInt(parts[1]) : 0;
        return major < TEN ? major * MAJOR + minor * 100 : major * MAJOR + minor;
    }
}
