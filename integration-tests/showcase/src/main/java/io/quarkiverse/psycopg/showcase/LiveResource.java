package io.quarkiverse.psycopg.showcase;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What an open page hears, as server-sent events: a heartbeat of the pool's and the desk's figures, and news of orders. */
@Path("/api/live")
public class LiveResource {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    @Inject
    OrderDesk desk;

    @Inject
    OrderNewsDesk newsDesk;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Live> live() {
        return Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop()
                .onItem().transformToUniAndConcatenate(tick -> now());
    }

    @GET
    @Path("/orders")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<OrderNews> orders() {
        return newsDesk.news();
    }

    /** The figures are worth showing above all when the database is away: the stream goes on and says so. */
    private Uni<Live> now() {
        return desk.totals().map(totals -> new Live(desk.statistics(), totals, null))
                .onFailure().recoverWithItem(e -> new Live(desk.statistics(), null, e.getMessage()));
    }
}
