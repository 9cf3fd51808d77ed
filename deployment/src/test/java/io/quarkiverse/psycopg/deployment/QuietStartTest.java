package io.quarkiverse.psycopg.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.Driver;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkus.test.QuarkusUnitTest;

/** An application that has the extension, and beans that use it, and calls nothing. */
class QuietStartTest {

    /** The application's class loader has a class of its own: what one leaves for the other is a property of the JVM. */
    private static final String THREADS_BEFORE = "psycopg.test.threads-before";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.pool.min-size", "2")
            .setBeforeAllCustomizer(() -> System.setProperty(THREADS_BEFORE, String.join(",", threads())));

    @Inject
    PgPool pool;

    @Inject
    Psycopg psycopg;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @Test
    void makesNoThread() {
        Set<String> fresh = threads();
        fresh.removeAll(Set.of(System.getProperty(THREADS_BEFORE).split(",")));

        assertThat(fresh).noneMatch(name -> name.contains("psycopg") || name.contains("vert.x"));
    }

    @Test
    void opensNoConnection() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "quarkus");
        login.setProperty("password", "quarkus");
        try (Connection connection = new Driver().connect("jdbc:" + url, login);
                ResultSet rows = connection.createStatement().executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
            rows.next();
            assertThat(rows.getInt(1)).as("this one").isEqualTo(1);
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
