package io.quarkiverse.psycopg;

import io.quarkiverse.psycopg.error.InterfaceException;

/**
 * Calls an application's factories and says whose fault it is when they give nothing.
 */
final class Factories {

    private Factories() {
    }

    static PgConnection create(ConnectionFactory factory, PgConnection connection) {
        PgConnection made = factory.create(connection);
        if (made == null) {
            throw new InterfaceException("expected a connection from " + factory.getClass().getName() + ", got null");
        }
        return made;
    }
}
