package io.quarkiverse.psycopg.deployment.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.json.JacksonJsonMapper;
import io.quarkiverse.psycopg.types.AsJson;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class JacksonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Delivery.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-jackson-deployment", Version.getVersion())))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded");

    public record Delivery(String to, LocalDate day) {
    }

    @Inject
    PgPool pool;

    @Inject
    JsonMapper mapper;

    @Test
    void jsonIsTheApplicationsObjectMappers() {
        assertThat(mapper).isInstanceOf(JacksonJsonMapper.class);
        Delivery delivery = new Delivery("Ada", LocalDate.of(2026, 2, 3));
        Row row = pool.fetchOne("SELECT %s::jsonb, %s::jsonb", delivery, new AsJson(List.of(delivery)))
                .await().atMost(PATIENCE);
        assertThat(row.getString(0)).contains("\"2026-02-03\"");
        assertThat(row.get(0, Delivery.class)).isEqualTo(delivery);
        assertThat(row.<List<Delivery>> getJson(1, new TypeLiteral<List<Delivery>>() {
        }.getType())).containsExactly(delivery);
    }
}
