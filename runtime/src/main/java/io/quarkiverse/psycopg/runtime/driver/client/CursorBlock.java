package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.function.Function;

import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.runtime.driver.connection.UniFinally;
import io.smallrye.mutiny.Uni;

/**
 * Runs a function with a cursor and closes the cursor at every end.
 */
final class CursorBlock {

    private CursorBlock() {
    }

    static <T> Uni<T> run(PgConnection connection, CursorOptions options, Function<PgCursor, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            PgCursor cursor = connection.cursor(options);
            return new UniFinally<>(Uni.createFrom().deferred(() -> work.apply(cursor)), ending -> cursor.close());
        });
    }
}
