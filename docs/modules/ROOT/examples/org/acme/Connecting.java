package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Psycopg;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Connecting {

    @Inject
    Psycopg psycopg;

    // tag::connect[]
    public Uni<String> version(String dsn) {
        return psycopg.connect(dsn)
                .chain(connection -> connection.fetchOne("SELECT version()").map(row -> row.getString(0))
                        .eventually(connection::close));
    }
    // end::connect[]

    // tag::pool[]
    public PgPool reporting(String dsn) {
        PgConnectOptions options = PgConnectOptions.parse(dsn).toBuilder().applicationName("reporting").build();
        return psycopg.createPool(options, PgPoolOptions.builder().maxSize(4).build());
    }
    // end::pool[]
}
