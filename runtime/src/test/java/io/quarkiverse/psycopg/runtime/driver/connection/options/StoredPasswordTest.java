package io.quarkiverse.psycopg.runtime.driver.connection.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.psycopg.Dsn;
import io.quarkiverse.psycopg.testsupport.PlantedSecrets;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** Roles made with a password that was encrypted here log in with it in the clear, by another driver. */
class StoredPasswordTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.builder().hba("host all postgres 127.0.0.1/32 trust", "host all scram 127.0.0.1/32 scram-sha-256",
                "host all md5 127.0.0.1/32 md5").build();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({ "md5, md5, " + PlantedSecrets.PASSWORD, "scram, scram-sha-256, " + PlantedSecrets.PASSWORD,
            "scram, scram-sha-256, pé", "scram, scram-sha-256, 'a\u00a0b'", "md5, md5, pé" })
    void theServerTakesIt(String role, String algorithm, String password) throws SQLException {
        String stored = Dsn.encryptPassword(password, role, algorithm);
        server.execute("DROP ROLE IF EXISTS " + role, "CREATE ROLE " + role + " LOGIN PASSWORD '" + stored + "'");
        Properties login = new Properties();
        login.setProperty("user", role);
        login.setProperty("password", password);
        login.setProperty("sslmode", "disable");
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + TestServer.DATABASE;
        try (Connection connection = DriverManager.getConnection(url, login)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
