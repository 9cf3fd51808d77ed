package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.function.Supplier;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.notification.ListenerStatistics;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Network;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.Connector;
import io.quarkiverse.psycopg.runtime.driver.notification.ChannelListener;
import io.quarkiverse.psycopg.runtime.driver.notification.ChannelName;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * A pool's listener, made for its first subscriber. Thread-safe.
 */
final class PoolListener {

    private final Vertx vertx;
    private final PgConnectOptions connect;
    private final ListenerOptions options;
    private final Supplier<Connector> connectors;
    private ChannelListener listener;
    private boolean closed;

    /**
     * @param connect where to listen
     * @param connectors asked for what opens the connection, once
     */
    PoolListener(Vertx vertx, PgConnectOptions connect, ListenerOptions options, Supplier<Connector> connectors) {
        this.vertx = vertx;
        this.connect = connect;
        this.options = options;
        this.connectors = connectors;
    }

    Multi<ChannelEvent> events(String channel) {
        ChannelName.checked(channel);
        return Multi.createFrom().deferred(() -> listener().events(channel, false));
    }

    Multi<Notification> notifications(String channel) {
        ChannelName.checked(channel);
        return Multi.createFrom().deferred(() -> listener().notifications(channel));
    }

    private synchronized ChannelListener listener() {
        if (closed) {
            throw new InterfaceException("the pool is closed");
        }
        if (connect.pooler() == Pooler.TRANSACTION) {
            throw new NotSupportedException("a pooler in transaction mode passes no notifications on: give the listener"
                    + " (listener.url) the server's own address, without pooler=transaction");
        }
        if (listener == null) {
            Context context = Network.newContext(vertx);
            Connector connector = connectors.get();
            listener = new ChannelListener(options, "database \"" + connect.database() + "\"", context,
                    told -> connector.connect(context, told));
        }
        return listener;
    }

    synchronized ListenerStatistics statistics() {
        return listener == null ? ListenerStatistics.NONE : listener.statistics();
    }

    synchronized Future<Void> close() {
        closed = true;
        return listener == null ? Future.succeededFuture() : listener.close();
    }
}
