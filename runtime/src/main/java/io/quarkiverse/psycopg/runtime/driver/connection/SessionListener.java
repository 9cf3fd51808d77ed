package io.quarkiverse.psycopg.runtime.driver.connection;

import java.time.Instant;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;

/**
 * Takes what a server sends of its own accord, and the session's end. Called on the session's event loop; it must not block.
 */
public interface SessionListener {

    /** Takes nothing. */
    SessionListener NONE = new SessionListener() {
    };

    /** A notice. */
    default void notice(Diagnostics notice) {
    }

    /** A notification. */
    default void notification(int pid, String channel, String payload) {
    }

    /** The last of some notifications that came together was told. What follows them on the wire is not told before. */
    default void notificationsEnded() {
    }

    /** A parameter's value, at the start and whenever it changes. */
    default void parameter(String name, String value) {
    }

    /** The credentials that the session logs in with are good until then; told before it is open. */
    default void credentialsExpire(Instant at) {
    }

    /** The server refused to write, because its transactions are read-only now: perhaps it has become a standby. */
    default void refusedAsReadOnly() {
    }

    /** The session has ended; nothing is told after it. The reason is null where this side closed it in order. */
    default void closed(PgException reason) {
    }
}
