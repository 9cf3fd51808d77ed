package io.quarkiverse.psycopg.deployment.devservices.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

import io.quarkiverse.psycopg.deployment.devservices.Account;
import io.quarkiverse.psycopg.deployment.devservices.DatabasePlan;
import io.quarkiverse.psycopg.deployment.devservices.embedded.EmbeddedService;

/**
 * The container path against an engine that is not there: what it asks for, and what it makes of the answers.
 */
class ContainerServiceTest {

    @TempDir
    Path home;

    @Test
    void runsTheOfficialImageAndPreparesTheDatabase() throws Exception {
        Account account = new Account("postgres", ContainerRun.ACCOUNT.user(), ContainerRun.ACCOUNT.password());
        DatabasePlan plan = new DatabasePlan("<default>", "18", OptionalInt.empty(), account, Map.of(), List.of(),
                Optional.empty(), Duration.ofSeconds(60));
        try (EmbeddedService server = new EmbeddedService(plan)) {
            server.start();
            int port = Integer.parseInt(server.address().substring(server.address().indexOf(':') + 1));
            try (FakeEngine engine = new FakeEngine(port)) {
                String output = run(engine.address());

                assertThat(output).as("%s", engine.requests()).contains("url=postgresql://")
                        .contains(":" + port + "/orders").contains("container=" + FakeEngine.CONTAINER);
                assertThat(engine.created()).hasSize(1);
                assertThat(engine.created().get(0)).contains("docker.io/library/postgres:18", "POSTGRES_USER=clerk",
                        "POSTGRES_PASSWORD=pencil", "wal_level=logical", "5432/tcp");
                assertThat(engine.requests()).contains("POST /containers/" + FakeEngine.CONTAINER + "/start",
                        "DELETE /containers/" + FakeEngine.CONTAINER);
                assertThat(query(port, "SELECT count(*) FROM made_by_script")).isEqualTo("0");
            }
        }
    }

    @Test
    void anEngineThatDoesNotAnswerLeadsToTheEmbeddedServer() throws Exception {
        String address;
        try (FakeEngine engine = new FakeEngine(1)) {
            address = engine.address();
        }

        assertThat(run(address)).contains("failure=The Dev Service for <default> could not start in a container")
                .contains("quarkus.psycopg.devservices.provider=embedded needs no engine");
    }

    private String run(String engine) throws IOException, InterruptedException {
        Path output = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Duser.home=" + home, ContainerRun.class.getName());
        builder.environment().put("DOCKER_HOST", engine);
        builder.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
        builder.environment().put("TESTCONTAINERS_CHECKS_DISABLE", "true");
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static String query(int port, String sql) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", ContainerRun.ACCOUNT.user());
        login.setProperty("password", ContainerRun.ACCOUNT.password());
        try (Connection connection = new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/orders", login);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
