package io.quarkiverse.psycopg.runtime.driver.connection.net;

import io.vertx.core.net.NetClientOptions;

/**
 * A TLS configuration that comes from elsewhere, such as Quarkus's TLS registry: trust, key, protocols, cipher suites.
 * Whether the certificate and the host name are checked is decided by {@code ssl-mode} afterwards.
 */
@FunctionalInterface
public interface TlsSetup {

    /** Fills the options in. Called on a worker thread, once per connector and again after its TLS was renewed. */
    void configure(NetClientOptions options);
}
