package io.quarkiverse.psycopg.deployment.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.notification.NotificationProbe;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkiverse.psycopg.runtime.json.JsonbJsonMapper;
import io.quarkiverse.psycopg.types.AsJson;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class JsonbTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Delivery.class, Desk.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-jsonb-deployment", Version.getVersion())))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded");

    public static class Delivery {
        public String to;
        public int pieces;
    }

    @Singleton
    static class Desk {
        final BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();

        void delivered(@Observes @PgChannel("delivered") Delivery delivery) {
            delivered.add(delivery);
        }
    }

    @Inject
    PgPool pool;

    @Inject
    Desk desk;

    @Inject
    JsonMapper mapper;

    @Test
    void jsonIsTheApplicationsJsonb() {
        assertThat(mapper).isInstanceOf(JsonbJsonMapper.class);
        Delivery delivery = new Delivery();
        delivery.to = "Ada";
        delivery.pieces = 3;
        Row row = pool.fetchOne("SELECT %s::jsonb, %s::jsonb", delivery, new AsJson(Map.of("all", List.of(delivery))))
                .await().atMost(PATIENCE);
        assertThat(row.getString(0)).isEqualTo("{\"to\": \"Ada\", \"pieces\": 3}");
        assertThat(row.get(0, Delivery.class).pieces).isEqualTo(3);
        Map<String, List<Delivery>> all = row.getJson(1, new TypeLiteral<Map<String, List<Delivery>>>() {
        }.getType());
        assertThat(all.get("all").get(0).to).isEqualTo("Ada");
    }

    @Test
    void observersOfNotificationsGetWhatJsonbReads() throws InterruptedException {
        NotificationProbe.listen(pool, "delivered", PATIENCE).close();
        pool.notify("delivered", "{\"to\": \"Ada\", \"pieces\": 3}").await().atMost(PATIENCE);
        Delivery delivery = desk.delivered.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(delivery.to).isEqualTo("Ada");
        assertThat(delivery.pieces).isEqualTo(3);
    }
}
