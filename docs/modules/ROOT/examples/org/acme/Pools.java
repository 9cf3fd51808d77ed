package org.acme;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Pools {

    // tag::pools[]
    @Inject
    PgPool pool; // quarkus.psycopg.*

    @Inject
    @PgDatabase("audit")
    PgPool audit; // quarkus.psycopg."audit".*
    // end::pools[]

    public Uni<List<String>> databases() {
        return Uni.join().all(database(pool), database(audit)).andFailFast();
    }

    private static Uni<String> database(PgPool asked) {
        return asked.fetchOne("SELECT current_database()").map(row -> row.getString(0));
    }
}
