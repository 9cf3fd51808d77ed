package io.quarkiverse.psycopg.deployment.notification;

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

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.deployment.Forwarder;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** The pool reaches its database at once; the listener's own address is served only while the test says so. */
class ListenerObservationTest {

    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Forwarder.class, Desk.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.listener.url",
                    "postgresql://quarkus:quarkus@127.0.0.1:" + PORT + "/quarkus?sslmode=disable");

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @ConfigProperty(name = "quarkus.psycopg.listener.url")
    String listener;

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void readinessAndMetricsTellWhetherTheChannelsAreInEffect() throws Exception {
        assertThat(await(ready, 503, "")).contains("does not listen to notifications");
        assertThat(get(metrics).body()).containsPattern("psycopg_listener_listening\\{database=\"default\",?\\} 0.0");
        try (Forwarder up = new Forwarder(URI.create(listener).getPort(), URI.create(url).getPort())) {
            assertThat(await(ready, 200, "")).contains("\"default\": \"up\"");
            assertThat(await(metrics, 200, "psycopg_listener_listening{database=\"default\"} 1.0"))
                    .containsPattern("psycopg_listener_channels\\{database=\"default\",?\\} 1.0")
                    .containsPattern("psycopg_listener_server_queue\\{database=\"default\",?\\} ")
                    .containsPattern("psycopg_listener_buffer_fill\\{database=\"default\",?\\} 0.0");
        }
        assertThat(await(ready, 503, "")).contains("does not listen to notifications");
    }

    /** The body of the first answer with that status and that text in it. */
    private static String await(URL url, int status, String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        HttpResponse<String> answer = get(url);
        while ((answer.statusCode() != status || !answer.body().contains(text)) && System.nanoTime() - deadline < 0) {
            answer = get(url);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static HttpResponse<String> get(URL url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url.toString())).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Singleton
    static class Desk {

        void seen(@Observes @PgChannel("watched") Notification notification) {
        }
    }
}
