package io.quarkiverse.psycopg.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class PlannerTest {

    private static final String DEFAULT = DatabaseName.DEFAULT;

    @Test
    void theDefaultDatabaseCountsIfNothingSpeaksOfAnother() {
        assertThat(Planner.candidates(Set.of(), Set.of())).containsExactly(DEFAULT);
        assertThat(Planner.candidates(Set.of("audit"), Set.of("audit"))).containsExactly("audit");
        assertThat(Planner.candidates(Set.of("audit"), Set.of(DEFAULT))).containsExactly(DEFAULT, "audit");
    }

    @Test
    void anAddressThatIsAnExpressionIsAnAddress() {
        Planner planner = planner(Map.of("quarkus.psycopg.url", "${nobody.knows.yet}"), false);

        assertThat(planner.isNeeded(DEFAULT, Config.of())).isFalse();
        assertThat(planner.isNeeded("audit", Config.of())).isTrue();
    }

    @Test
    void anUnknownVersionIsTheKeysFault() {
        assertThatThrownBy(() -> planner(Map.of(), false).plan("audit", new Config("9.6", Map.of(), List.of()), loader()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.psycopg.\"audit\".devservices.version")
                .hasMessageContaining("9.6");
    }

    @Test
    void aMissingScriptIsTheKeysFault() {
        Config config = new Config("18", Map.of(), List.of("none.sql"));
        assertThatThrownBy(() -> planner(Map.of(), false).plan(DEFAULT, config, loader()))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("'none.sql'")
                .hasMessageContaining("quarkus.psycopg.devservices.init-script-path");
    }

    @Test
    void theLoginIsTheConfiguredOneOrTheDatasources() {
        Map<String, String> keys = Map.of("quarkus.psycopg.database", "orders", "quarkus.datasource.username", "flyway",
                "quarkus.datasource.password", "secret");

        Account shared = planner(keys, true).plan(DEFAULT, Config.of(), loader()).account();
        Account alone = planner(keys, false).plan(DEFAULT, Config.of(), loader()).account();

        assertThat(shared).isEqualTo(new Account("orders", "flyway", "secret"));
        assertThat(alone).isEqualTo(new Account("orders", "quarkus", "quarkus"));
        assertThat(shared.toString()).doesNotContain("secret");
    }

    @Test
    void configuredSettingsGoBeforeTheDefaults() {
        DatabasePlan plan = planner(Map.of(), false).plan(DEFAULT,
                new Config("18", Map.of("wal_level", "minimal", "work_mem", "1MB"), List.of()), loader());

        assertThat(plan.settings()).containsEntry("wal_level", "minimal").containsEntry("work_mem", "1MB")
                .containsEntry("max_prepared_transactions", "100");
    }

    @Test
    void whatChangesTheServerChangesItsIdentity() {
        DatabasePlan one = planner(Map.of(), false).plan(DEFAULT, Config.of(), loader());
        DatabasePlan same = planner(Map.of(), false).plan(DEFAULT, Config.of(), loader());
        DatabasePlan other = planner(Map.of("quarkus.psycopg.username", "clerk"), false).plan(DEFAULT, Config.of(), loader());

        assertThat(one.identity(Provider.AUTO)).isEqualTo(same.identity(Provider.AUTO))
                .isNotEqualTo(other.identity(Provider.AUTO)).isNotEqualTo(one.identity(Provider.EMBEDDED));
    }

    @Test
    void oneDatabaseServesTheDatasourceToo() {
        DatasourceLink both = new DatasourceLink(config(Map.of()), true, true);
        DatasourceLink none = new DatasourceLink(config(Map.of()), false, false);
        DatasourceLink other = new DatasourceLink(config(Map.of("quarkus.datasource.db-kind", "h2")), true, false);

        assertThat(both.addresses(DEFAULT)).containsOnlyKeys("quarkus.datasource.jdbc.url", "quarkus.datasource.reactive.url");
        assertThat(none.addresses(DEFAULT)).isEmpty();
        assertThat(other.addresses(DEFAULT)).isEmpty();
        assertThat(both.addresses("audit")).as("no such datasource").isEmpty();
    }

    @Test
    void theDatasourcesOwnServiceOrUrlGoesFirst() {
        DatasourceLink configured = new DatasourceLink(
                config(Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://h:1/d")), true, false);
        DatasourceLink service = new DatasourceLink(
                config(Map.of("quarkus.datasource.devservices.port", "5432")), true, false);

        assertThat(configured.configuredUrl(DEFAULT)).contains("postgresql://h:1/d");
        assertThat(service.hasOwnService(DEFAULT)).isTrue();
        assertThat(service.serviceKey(DEFAULT)).isEqualTo("quarkus.datasource.jdbc.url");
        assertThat(configured.hasOwnService(DEFAULT)).isFalse();
    }

    @Test
    void aFollowedServiceSpeaksOurForm() {
        FollowedService service = new FollowedService();
        service.follow("vertx-reactive:postgresql://localhost:49153/orders?loggerLevel=OFF");
        service.start();

        assertThat(service.url()).isEqualTo("postgresql://localhost:49153/orders?loggerLevel=OFF");
        assertThat(service.address()).isEqualTo("localhost:49153");
        assertThat(service.database()).isEqualTo("orders");
    }

    private static Planner planner(Map<String, String> keys, boolean jdbc) {
        SmallRyeConfig config = config(keys);
        return new Planner(config, new DatasourceLink(config, jdbc, false), Path.of("kept"), Optional.empty());
    }

    private static SmallRyeConfig config(Map<String, String> keys) {
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "application.properties", 250)).build();
    }

    private static ClassLoader loader() {
        return PlannerTest.class.getClassLoader();
    }

    private record Config(String version, Map<String, String> properties, List<String> scripts)
            implements
                DevServicesBuildTimeConfig {

        static Config of() {
            return new Config("18", Map.of(), List.of());
        }

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Provider provider() {
            return Provider.AUTO;
        }

        @Override
        public OptionalInt port() {
            return OptionalInt.empty();
        }

        @Override
        public boolean reuse() {
            return false;
        }

        @Override
        public Optional<List<String>> initScriptPath() {
            return Optional.of(scripts);
        }
    }
}
