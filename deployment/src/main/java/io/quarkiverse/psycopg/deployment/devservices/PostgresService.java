package io.quarkiverse.psycopg.deployment.devservices;

import io.quarkus.deployment.builditem.Startable;

/**
 * A PostgreSQL that a Dev Service runs. The addresses are known once it is started.
 */
public interface PostgresService extends Startable {

    /** Host and port, {@code host:port}. */
    String address();

    /** The database's name. */
    String database();

    /** The address for this driver, without user and password. */
    default String url() {
        return "postgresql://" + address() + "/" + UrlText.escape(database());
    }

    /** The address for the JDBC driver. */
    default String jdbcUrl() {
        return "jdbc:" + url();
    }

    /** The address for Quarkus's reactive client. */
    default String reactiveUrl() {
        return "vertx-reactive:" + url();
    }

    @Override
    default String getConnectionInfo() {
        return url();
    }
}
