package io.quarkiverse.psycopg.runtime.driver.client;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.types.Types;
import io.smallrye.mutiny.Uni;

/**
 * The types of a connection's database, by name, as its catalog has them.
 */
final class CatalogTypes implements Types {

    private final DriverConnection connection;

    CatalogTypes(DriverConnection connection) {
        this.connection = connection;
    }

    @Override
    public Uni<Long> oidOf(String name) {
        return connection.<Row, Long> run((session, completion) -> session.own().typeOid(name, completion), row -> {
            if (row.isNull(0)) {
                throw new ProgrammingException("no type \"" + name + "\"");
            }
            return row.getLong(0);
        });
    }

    @Override
    public void forget() {
        connection.open().types().catalog().ifPresent(TypeCatalog::forget);
    }
}
