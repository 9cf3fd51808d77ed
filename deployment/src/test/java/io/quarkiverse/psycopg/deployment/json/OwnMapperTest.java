package io.quarkiverse.psycopg.deployment.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.test.QuarkusUnitTest;

class OwnMapperTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Name.class, Names.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded");

    record Name(String text) {
    }

    /** Nothing injects it: it stays, because the driver looks it up. */
    @Singleton
    static class Names implements JsonMapper {

        @Override
        public String write(Object value) {
            return '"' + ((Name) value).text() + '"';
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T read(String json, Type type) {
            return (T) new Name(json.substring(1, json.length() - 1));
        }
    }

    @Inject
    PgPool pool;

    @Test
    void aBeanOfTheApplicationsOwnIsUsed() {
        Row row = pool.fetchOne("SELECT %s::jsonb", new Name("Ada")).await().atMost(PATIENCE);
        assertThat(row.getString(0)).isEqualTo("\"Ada\"");
        assertThat(row.get(0, Name.class)).isEqualTo(new Name("Ada"));
    }
}
