package io.quarkiverse.psycopg.showcase;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgPool;
import io.smallrye.mutiny.Multi;

/**
 * A report that is longer than anybody reads to the end: prices at two percent a year, for each day of a century. It is sent as
 * fast as the page takes it, and the query ends on the server when the page stops.
 */
@Path("/api/report")
public class ReportResource {

    private static final String REPORT = "SELECT current_date + d AS day, name AS product, "
            + "round(price * power(1.02, d / 365.25), 2) AS price "
            + "FROM generate_series(0, %s - 1) d CROSS JOIN products ORDER BY d, name";

    @Inject
    PgPool pool;

    @ConfigProperty(name = "showcase.report.days")
    int days;

    @GET
    @Produces(RestMediaType.APPLICATION_NDJSON)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<ReportLine> report() {
        return pool.stream(ReportLine::of, REPORT, Args.of(days));
    }
}
