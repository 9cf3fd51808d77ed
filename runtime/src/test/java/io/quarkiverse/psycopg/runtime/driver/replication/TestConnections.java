package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Duration;
import java.util.function.Function;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.ReplicationMode;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.Connector;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Replication connections to a test server that trusts everybody.
 */
final class TestConnections {

    static final Duration WAIT = Duration.ofSeconds(20);

    private static final Vertx VERTX = Vertx.vertx();

    private TestConnections() {
    }

    static ReplicationConnector connector(TestServer server, ReplicationType type) {
        return connector(server, type, ReplicationTimeouts.DEFAULT);
    }

    static ReplicationConnector connector(TestServer server, ReplicationType type, ReplicationTimeouts timeouts) {
        return new ReplicationConnector(sessions(server, type), TypeRegistry.builtin(), type, timeouts);
    }

    static ReplicationConnector connector(TestServer server, ReplicationType type, TypeRegistry database) {
        return new ReplicationConnector(sessions(server, type), database, type, ReplicationTimeouts.DEFAULT);
    }

    static DriverReplicationConnection connect(TestServer server, ReplicationType type) {
        return connector(server, type).connect().await().atMost(WAIT);
    }

    private static Function<SessionListener, Future<Session>> sessions(TestServer server, ReplicationType type) {
        PgConnectOptions options = server.options().toBuilder()
                .replication(type == ReplicationType.LOGICAL ? ReplicationMode.LOGICAL : ReplicationMode.PHYSICAL).build();
        return new Connector(VERTX, options)::connect;
    }
}
