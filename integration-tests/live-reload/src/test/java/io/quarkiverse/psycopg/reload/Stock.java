package io.quarkiverse.psycopg.reload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.smallrye.mutiny.Uni;

/** The application that is tested while it is written. */
@ApplicationScoped
public class Stock {

    @Inject
    PgPool pool;

    /** A sum by the database, and when the server started. */
    public Uni<Row> count() {
        return pool.fetchOne("SELECT 1 + 1 AS amount, pg_postmaster_start_time()::text AS started");
    }
}
