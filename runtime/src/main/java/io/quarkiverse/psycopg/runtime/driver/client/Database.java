package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Instant;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.Connector;
import io.quarkiverse.psycopg.runtime.driver.notification.SessionNotifications;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.quarkiverse.psycopg.runtime.driver.sql.SessionTraits;
import io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.vertx.core.Future;

/**
 * What all sessions to one database share: options, types, scanned statements, and how to open one. Safe for use from any
 * thread.
 */
public final class Database {

    private final PgConnectOptions options;
    private final Connector connector;
    private final TypeRegistry types;
    private final StatementBinder binder;
    private final Literals literals;

    /**
     * @param types the registry of the database's scope; each session gets a scope below it
     * @param adapters the adapters of the database's scope; each session gets a scope below it
     */
    public Database(PgConnectOptions options, Connector connector, TypeRegistry types, Adapters adapters) {
        this.options = options;
        this.connector = connector;
        this.types = types;
        this.binder = new StatementBinder(options.placeholders(), StatementBinder.DEFAULT_CAPACITY, adapters);
        this.literals = binder.literals(SessionTraits.NONE);
    }

    public PgConnectOptions options() {
        return options;
    }

    /** The types that all sessions to this database know. */
    public TypeRegistry types() {
        return types;
    }

    /** The adapters that all sessions to this database know. */
    public Adapters adapters() {
        return binder.adapters();
    }

    /** What composes SQL for whatever session it runs on. */
    public Literals literals() {
        return literals;
    }

    /** Opens a session; the listener hears of what the server sends of its own accord, and of the end. */
    public Future<ClientSession> open(SessionListener listener) {
        TypeRegistry own = types.child();
        SessionNotifications notifications = new SessionNotifications();
        Notices notices = new Notices(options.noticeHandler());
        return connector.connect(new OwnListener(own, notifications, notices, listener))
                .compose(session -> NamedTypes
                        .learn(new ClientSession(session, options, own, binder, notifications, notices)));
    }

    /** Keeps a session's types up to date with its settings, and takes its notifications. */
    private record OwnListener(TypeRegistry types, SessionNotifications notifications, Notices notices, SessionListener next)
            implements
                SessionListener {

        @Override
        public void notice(Diagnostics notice) {
            notices.received(notice);
            next.notice(notice);
        }

        @Override
        public void notification(int pid, String channel, String payload) {
            notifications.received(pid, channel, payload);
            next.notification(pid, channel, payload);
        }

        @Override
        public void notificationsEnded() {
            notifications.handOver();
            next.notificationsEnded();
        }

        @Override
        public void parameter(String name, String value) {
            types.parameterStatus(name, value);
            next.parameter(name, value);
        }

        @Override
        public void credentialsExpire(Instant at) {
            next.credentialsExpire(at);
        }

        @Override
        public void refusedAsReadOnly() {
            next.refusedAsReadOnly();
        }

        @Override
        public void closed(PgException reason) {
            notifications.closed(reason);
            next.closed(reason);
        }
    }
}
