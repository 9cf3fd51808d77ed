package io.quarkiverse.psycopg;

import java.util.Optional;

/**
 * Knows passwords by server, database and role. Asked on every connect, on an event loop: it does not block. May be asked by
 * several threads.
 */
@FunctionalInterface
public interface PasswordLookup {

    /** The password of the role there; empty for none. */
    Optional<String> find(HostSpec host, String database, String user);
}
