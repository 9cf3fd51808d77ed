package io.quarkiverse.psycopg.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.Driver;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkus.test.QuarkusUnitTest;

class DevServicesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.add(new StringAsset("CREATE TABLE made_by_script (i int)"), "db/init.sql"))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.devservices.init-script-path", "db/init.sql")
            .overrideConfigKey("quarkus.psycopg.devservices.properties.work_mem", "9MB")
            .overrideConfigKey("quarkus.psycopg.devservices.properties.wal_level", "replica")
            .overrideConfigKey("quarkus.psycopg.\"old\".devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.\"old\".devservices.version", "14.22")
            .overrideConfigKey("quarkus.psycopg.\"old\".username", "clerk")
            .overrideConfigKey("quarkus.psycopg.\"old\".password", "pencil");

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @ConfigProperty(name = "quarkus.psycopg.\"old\".url")
    String oldUrl;

    @Inject
    Databases databases;

    @Test
    void theDefaultDatabaseHasAServerWithItsScriptAndSettings() throws SQLException {
        assertThat(query(url, "quarkus", "quarkus", "SELECT count(*) FROM made_by_script")).isEqualTo("0");
        assertThat(query(url, "quarkus", "quarkus", "SHOW server_version")).startsWith("18.");
        assertThat(query(url, "quarkus", "quarkus", "SHOW work_mem")).isEqualTo("9MB");
        assertThat(query(url, "quarkus", "quarkus", "SHOW wal_level")).isEqualTo("replica");
        assertThat(query(url, "quarkus", "quarkus", "SHOW max_prepared_transactions")).isEqualTo("100");
    }

    @Test
    void aNamedDatabaseHasAServerOfItsOwnVersionAndLogin() throws SQLException {
        assertThat(query(oldUrl, "clerk", "pencil", "SHOW server_version")).startsWith("14.22");
        assertThat(query(oldUrl, "clerk", "pencil", "SELECT current_database()")).isEqualTo("old");
    }

    @Test
    void thePoolsAreConfiguredForThem() {
        PgConnectOptions options = databases.connectOptions(DatabaseName.DEFAULT);
        PgConnectOptions old = databases.connectOptions("old");

        assertThat(url).contains(options.hosts().get(0).host() + ":" + options.hosts().get(0).port());
        assertThat(options.user()).isEqualTo("quarkus");
        assertThat(options.password()).contains("quarkus");
        assertThat(old.user()).isEqualTo("clerk");
        assertThat(old.database()).isEqualTo("old");
    }

    private static String query(String url, String user, String password, String sql) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        try (Connection connection = new Driver().connect("jdbc:" + url, login);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
