package io.quarkiverse.psycopg.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

class ObservationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Forwarder.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.\"remote\".host", "127.0.0.1")
            .overrideConfigKey("quarkus.psycopg.\"remote\".port", freePort())
            .overrideConfigKey("quarkus.psycopg.\"remote\".database", "quarkus")
            .overrideConfigKey("quarkus.psycopg.\"remote\".username", "quarkus")
            .overrideConfigKey("quarkus.psycopg.\"remote\".password", "quarkus")
            .overrideConfigKey("quarkus.psycopg.\"remote\".connect-timeout", "2S")
            .overrideConfigKey("quarkus.psycopg.\"remote\".pool.acquire-timeout", "3S")
            .overrideConfigKey("quarkus.psycopg.\"unused\".host", "unused.invalid");

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("remote")
    PgPool remote;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @ConfigProperty(name = "quarkus.psycopg.\"remote\".port")
    int remotePort;

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void readinessFollowsADatabaseThatGoesAndComesBack() throws Exception {
        String down = await(503);
        assertThat(down).contains("\"default\": \"up\"").contains("\"remote\": \"").doesNotContain("\"remote\": \"up\"")
                .doesNotContain("unused").containsPattern("\"remote\": \"[^\"]*(refused|connect)[^\"]*\"");

        int database = URI.create(url).getPort();
        try (Forwarder up = new Forwarder(remotePort, database)) {
            assertThat(await(200)).contains("\"remote\": \"up\"");
        }
        assertThat(await(503)).doesNotContain("\"remote\": \"up\"");
        try (Forwarder again = new Forwarder(remotePort, database)) {
            assertThat(await(200)).contains("\"remote\": \"up\"");
        }
    }

    @Test
    void thePoolsFiguresAreMetrics() throws Exception {
        pool.fetchOne("SELECT 1").await().atMost(Duration.ofSeconds(30));

        String text = get(metrics).body();

        assertThat(text).containsPattern("psycopg_pool_connections\\{database=\"default\",state=\"idle\",?\\} 1.0")
                .containsPattern("psycopg_pool_max\\{database=\"default\",?\\} 20.0")
                .containsPattern("psycopg_pool_created_total\\{database=\"default\",?\\} [1-9]")
                .containsPattern("psycopg_pool_connections\\{database=\"unused\",state=\"idle\",?\\} 0.0");
    }

    /** The body of the first answer with that status. */
    private String await(int status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        HttpResponse<String> answer = get(ready);
        while (answer.statusCode() != status && System.nanoTime() - deadline < 0) {
            answer = get(ready);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static HttpResponse<String> get(URL url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url.toString())).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
