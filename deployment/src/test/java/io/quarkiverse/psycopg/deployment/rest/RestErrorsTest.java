package io.quarkiverse.psycopg.deployment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

class RestErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Failing.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest-deployment", Version.getVersion())))
            .overrideConfigKey("quarkus.psycopg.rest.map-errors", "true")
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded");

    /** Fails in the way that the path names. */
    @Path("/failing")
    public static class Failing {

        private static final Map<String, String> STATEMENTS = Map.of("nothing", "SELECT 1", "value", "SELECT 1/0", "syntax",
                "SELEC", "unique", "DO $$ BEGIN RAISE unique_violation; END $$", "check",
                "DO $$ BEGIN RAISE check_violation; END $$", "serialization",
                "DO $$ BEGIN RAISE serialization_failure; END $$");

        @Inject
        PgPool pool;

        @GET
        @Path("/{how}")
        public Uni<String> fail(@PathParam("how") String how) {
            return how.equals("unknown")
                    ? Uni.createFrom().failure(new ConnectionLostException("lost while committing", null, Outcome.UNKNOWN))
                    : how.equals("lost")
                            ? Uni.createFrom().failure(new ConnectionLostException("lost", null, Outcome.ROLLED_BACK))
                            : pool.execute(STATEMENTS.get(how)).map(tag -> "done");
        }
    }

    @TestHTTPResource("failing/")
    URI base;

    private HttpResponse<String> get(String how) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(base.resolve(how)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void failuresHaveTheStatusThatFits() throws IOException, InterruptedException {
        Map<String, Integer> expected = Map.of("nothing", 200, "value", 400, "syntax", 500, "unique", 409, "check", 400,
                "serialization", 503, "unknown", 500, "lost", 503);
        for (Map.Entry<String, Integer> entry : expected.entrySet()) {
            HttpResponse<String> response = get(entry.getKey());
            assertThat(response.statusCode()).as(entry.getKey()).isEqualTo(entry.getValue());
            assertThat(response.body()).as(entry.getKey()).isEqualTo(entry.getValue() == 200 ? "done" : "");
            assertThat(response.headers().firstValue("Retry-After").isPresent()).as(entry.getKey())
                    .isEqualTo(entry.getValue() == 503);
        }
    }
}
