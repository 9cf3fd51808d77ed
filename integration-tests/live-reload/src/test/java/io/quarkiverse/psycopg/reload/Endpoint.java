package io.quarkiverse.psycopg.reload;

import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.mapping.PgRow;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The application that is reloaded: it uses several connections, and a pool by code that it never closes. */
@ApplicationScoped
public class Endpoint {

    private static final String MARK = "mark-0";

    /** Its mapper is generated anew with each reload. */
    @PgRow
    record Answer(String started, long backends) {
    }

    @Inject
    PgPool pool;

    @Inject
    Psycopg psycopg;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    void route(@Observes Router router) {
        router.get("/work").handler(this::work);
    }

    /** Answers with the mark, the server's start and the number of its client backends. */
    private void work(RoutingContext request) {
        Uni.join().all(IntStream.range(0, 4).mapToObj(i -> pool.withConnection(c -> c.fetchOne("SELECT pg_sleep(0.05)")))
                .toList()).andFailFast()
                .chain(() -> forgottenPool().fetchOne("SELECT 1"))
                .chain(() -> pool.fetchOne(Answer.class, "SELECT pg_postmaster_start_time()::text AS started, (SELECT count(*)"
                        + " FROM pg_stat_activity WHERE backend_type = 'client backend') AS backends"))
                .subscribe().with(answer -> request.end(MARK + "," + answer.started() + "," + answer.backends()),
                        request::fail);
    }

    private PgPool forgottenPool() {
        return psycopg.createPool(PgConnectOptions.parse(url).toBuilder().user("quarkus").password("quarkus").build(),
                PgPoolOptions.builder().build());
    }
}
