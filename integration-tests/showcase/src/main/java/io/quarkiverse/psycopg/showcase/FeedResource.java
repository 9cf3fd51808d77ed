package io.quarkiverse.psycopg.showcase;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;

import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.smallrye.mutiny.Multi;

/** The stream of changes: what it tells, how it stands, and a switch for it. */
@Path("/api/feed")
public class FeedResource {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    @Inject
    AuditTrail trail;

    @Inject
    @PgReplication("changes")
    ReplicationStream stream;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<FeedNews> news() {
        Multi<FeedNews> figures = Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop()
                .map(tick -> FeedNews.of(FeedFigures.of(stream)));
        return Multi.createBy().merging().streams(trail.entries().map(FeedNews::of), figures);
    }

    @POST
    @Path("/pause")
    @Produces(MediaType.APPLICATION_JSON)
    public FeedFigures pause() {
        stream.pause();
        return FeedFigures.of(stream);
    }

    @POST
    @Path("/resume")
    @Produces(MediaType.APPLICATION_JSON)
    public FeedFigures resume() {
        stream.resume();
        return FeedFigures.of(stream);
    }
}
