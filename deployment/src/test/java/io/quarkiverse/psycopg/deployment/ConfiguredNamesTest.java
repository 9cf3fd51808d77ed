package io.quarkiverse.psycopg.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.runtime.config.DatabaseName;

class ConfiguredNamesTest {

    @Test
    void aFirstSegmentThatIsNoKeyIsAName() {
        assertThat(ConfiguredNames.of(List.of("quarkus.psycopg.\"audit\".url", "quarkus.psycopg.orders.pool.max-size",
                "quarkus.psycopg.\"a.b\".devservices.version"))).containsExactly("a.b", "audit", "orders");
    }

    @Test
    void keysOfTheDefaultDatabaseAreNoNames() {
        assertThat(ConfiguredNames.of(List.of("quarkus.psycopg.url", "quarkus.psycopg.listener.url",
                "quarkus.psycopg.pool.max-size", "quarkus.psycopg.statement-cache.size",
                "quarkus.psycopg.replication.\"feed\".slot", "quarkus.psycopg.devservices.version")))
                .containsExactly(DatabaseName.DEFAULT);
    }

    @Test
    void aQuotedKeyIsAName() {
        assertThat(ConfiguredNames.of(List.of("quarkus.psycopg.\"pool\".url"))).containsExactly("pool");
    }

    @Test
    void globalAndForeignKeysSayNothing() {
        assertThat(ConfiguredNames.of(List.of("quarkus.psycopg.health.enabled", "quarkus.psycopg.metrics.enabled",
                "quarkus.datasource.jdbc.url", "quarkus.psycopgx.url", "quarkus.psycopg.typo"))).isEmpty();
    }
}
