package io.quarkiverse.psycopg.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** An application that has Quarkus's JDBC datasource too, as Flyway and Hibernate need it. */
class SharedDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-jdbc-postgresql", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-agroal", Version.getVersion())))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded");

    @Inject
    DataSource datasource;

    @Inject
    PgPool pool;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String jdbcUrl;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @Test
    void bothSeeOneDatabase() throws SQLException {
        assertThat(jdbcUrl).isEqualTo("jdbc:" + url);
        pool.execute("CREATE TABLE seen_by_both AS SELECT 7 AS i").await().atMost(Duration.ofSeconds(30));
        try (Connection connection = datasource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT i FROM seen_by_both")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }
}
