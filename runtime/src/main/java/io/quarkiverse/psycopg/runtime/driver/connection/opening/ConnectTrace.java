package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import io.quarkiverse.psycopg.HostSpec;

/**
 * Is told what happens while a connection is opened, on the event loop: for tests and for logs. Must not block.
 */
@FunctionalInterface
public interface ConnectTrace {

    /** What can happen, in the order in which it can. */
    enum Event {
        NAME_LOOKED_UP,
        SOCKET_OPENED,
        TLS_ASKED_FOR,
        TLS_REFUSED,
        TLS_ESTABLISHED,
        STARTUP_SENT,
        READY,
        FAILED
    }

    /** Tells nobody. */
    ConnectTrace NONE = new ConnectTrace() {
        @Override
        public void at(Event event, HostSpec host) {
            // nobody has asked
        }
    };

    void at(Event event, HostSpec host);
}
