package io.quarkiverse.psycopg.deployment.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** Readiness and metrics of streams, and the warning about a slot that nobody reads. */
class StreamObservationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tables.class, Feed.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.replication.\"feed\".publication", "everything")
            .overrideConfigKey("quarkus.psycopg.replication.\"feed\".policy", "create")
            .overrideConfigKey("quarkus.psycopg.replication.\"unread\".publication", "everything")
            .overrideConfigKey("quarkus.psycopg.replication.\"unread\".start", "false")
            .setLogRecordPredicate(record -> record.getLoggerName().endsWith("StreamFigures"))
            .assertLogRecords(records -> assertThat(records).anySatisfy(record -> assertThat(
                    String.format(record.getMessage(), record.getParameters())).contains("\"unread\"", "is inactive")));

    @Inject
    PgPool pool;

    @Inject
    @PgReplication("feed")
    ReplicationStream feed;

    @Inject
    @PgReplication("unread")
    ReplicationStream unread;

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void streamsAreInReadinessAndMetrics() throws Exception {
        pool.execute("INSERT INTO everything VALUES (1)").await().atMost(PATIENCE);
        await(ready, 200,
                "\"feed\": \"streaming; \\d+ bytes and \\d+\\.\\d s behind; slot active, WAL reserved, \\d+ bytes kept\"");
        await(metrics, 200, "psycopg_replication_streaming\\{stream=\"feed\",?\\} 1.0");
        await(metrics, 200, "psycopg_replication_slot_retained_bytes\\{stream=\"feed\",?\\} [1-9]");
        await(metrics, 200, "psycopg_replication_slot_safe_bytes\\{stream=\"feed\",?\\} -1.0");
        await(metrics, 200, "psycopg_replication_lag_seconds\\{stream=\"feed\",?\\} \\d");
        await(metrics, 200, "psycopg_replication_lag_bytes\\{stream=\"feed\",?\\} \\d");

        assertThat(unread.state()).isNotNull();
        await(ready, 200, "\"unread\": \"stopped; [^\"]*slot inactive");

        pool.execute("DO $$ BEGIN LOOP BEGIN PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots"
                + " WHERE slot_name = 'feed' AND active; PERFORM pg_drop_replication_slot('feed'); EXIT;"
                + " EXCEPTION WHEN object_in_use THEN PERFORM pg_sleep(0.01); END; END LOOP; END $$").await().atMost(PATIENCE);
        await(ready, 503, "\"feed\": \"failed: replication slot");
    }

    private static void await(URL url, int status, String pattern) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = get(url);
        while ((answer.statusCode() != status || !Pattern.compile(pattern).matcher(answer.body()).find())
                && System.nanoTime() - deadline < 0) {
            answer = get(url);
        }
        assertThat(answer.body()).containsPattern(pattern);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static HttpResponse<String> get(URL url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url.toString())).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Singleton
    static class Tables {

        @Inject
        PgPool pool;

        void create(@Observes Startup event) {
            pool.execute("CREATE TABLE everything (id bigint PRIMARY KEY)").await().atMost(PATIENCE);
            pool.execute("SELECT pg_create_logical_replication_slot('unread', 'pgoutput')").await().atMost(PATIENCE);
        }
    }

    @Singleton
    static class Feed {
        final AtomicInteger changes = new AtomicInteger();

        void change(@Observes @PgReplication("feed") RowChange<Row> change) {
            changes.incrementAndGet();
        }
    }
}
