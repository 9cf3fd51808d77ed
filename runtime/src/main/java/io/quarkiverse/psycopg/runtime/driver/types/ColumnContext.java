package io.quarkiverse.psycopg.runtime.driver.types;

import java.util.Optional;

import io.quarkiverse.psycopg.CastContext;
import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.PgConnection;

/**
 * What the typecaster of one column is told.
 *
 * @param types the scope that the column is read in
 */
record ColumnContext(TypeRegistry types, Column column, int columnIndex, long typeOid,
        String typeName) implements CastContext {

    @Override
    public Optional<PgConnection> connection() {
        return types.owner().filter(connection -> !connection.isClosed());
    }
}
