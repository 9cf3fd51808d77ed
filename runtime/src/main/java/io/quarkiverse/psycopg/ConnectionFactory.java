package io.quarkiverse.psycopg;

/**
 * Makes an application's own connections: takes a connection of the driver and gives the one that the caller gets, as a rule a
 * {@link ForwardingConnection} around it.
 * <p>
 * Given for one connection ({@link Psycopg#connect(PgConnectOptions, ConnectionFactory)}), or as a CDI bean for all connections
 * that are borrowed from a database's pool. It must not block. psycopg's counterpart is {@code connection_factory}.
 */
@FunctionalInterface
public interface ConnectionFactory {

    /** Gives every connection as it is. */
    ConnectionFactory PLAIN = connection -> connection;

    /** The connection that the caller gets in place of this one. */
    PgConnection create(PgConnection connection);
}
