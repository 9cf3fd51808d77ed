package io.quarkiverse.psycopg.deployment.devservices.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

import io.quarkiverse.psycopg.deployment.devservices.Account;
import io.quarkiverse.psycopg.deployment.devservices.DatabasePlan;
import io.quarkiverse.psycopg.deployment.devservices.InitScript;

class EmbeddedServiceTest {

    private static final Account ACCOUNT = new Account("orders desk", "clerk", "a 'secret'");

    @TempDir
    Path root;

    @Test
    void servesTheDatabaseWithSettingsAndScripts() throws SQLException {
        DatabasePlan plan = plan(OptionalInt.empty(), Optional.empty(),
                new InitScript("one.sql", "CREATE TABLE t (i int); INSERT INTO t VALUES (1); -- one; two"),
                new InitScript("two.sql", "DO $$ BEGIN UPDATE t SET i = 2; END $$; INSERT INTO t VALUES (3)"));
        try (EmbeddedService service = service(plan)) {
            service.start();

            assertThat(service.url()).startsWith("postgresql://127.0.0.1:").endsWith("/orders%20desk");
            assertThat(query(service, "SELECT sum(i) FROM t")).isEqualTo("5");
            assertThat(query(service, "SHOW wal_level")).isEqualTo("logical");
            assertThat(query(service, "SHOW max_prepared_transactions")).isEqualTo("100");
            assertThat(query(service, "SHOW work_mem")).isEqualTo("7MB");
            assertThat(query(service, "SELECT current_user || current_database()")).isEqualTo("clerkorders desk");
        }
    }

    @Test
    void closingEndsTheProcessAndDeletesItsFiles() throws IOException {
        EmbeddedService service = service(plan(OptionalInt.empty(), Optional.empty()));
        service.start();
        ProcessHandle process = ProcessHandle.of(service.pid()).orElseThrow();

        service.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(instances()).isEmpty();
        service.close();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedService service = service(plan(OptionalInt.of(taken.getLocalPort()), Optional.empty()))) {
            assertThatThrownBy(service::start).hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("taken").hasMessageContaining("devservices.port");
        }
        assertThat(instances()).isEmpty();
    }

    @Test
    void aFailedScriptIsNamedAndLeavesNoServer() throws IOException {
        DatabasePlan plan = plan(OptionalInt.empty(), Optional.empty(), new InitScript("bad.sql", "SELEKT 1"));
        try (EmbeddedService service = service(plan)) {
            assertThatThrownBy(service::start).hasMessageContaining("'bad.sql'").hasMessageContaining("SELEKT");
        }
        assertThat(instances()).isEmpty();
    }

    @Test
    void aSettingThatTheServerRefusesIsShown() throws IOException {
        DatabasePlan plan = new DatabasePlan("<default>", "18", OptionalInt.empty(), ACCOUNT, Map.of("no_such_setting", "1"),
                List.of(), Optional.empty(), Duration.ofSeconds(60));
        try (EmbeddedService service = service(plan)) {
            assertThatThrownBy(service::start).hasMessageContaining("no_such_setting");
        }
        assertThat(instances()).isEmpty();
    }

    @Test
    void keptDataIsThereAtTheNextStart() throws SQLException {
        Optional<Path> kept = Optional.of(root.resolve("kept/data"));
        InitScript script = new InitScript("one.sql", "CREATE TABLE t AS SELECT 1 AS i");
        try (EmbeddedService service = service(plan(OptionalInt.empty(), kept, script))) {
            service.start();
            query(service, "WITH more AS (INSERT INTO t VALUES (10) RETURNING i) SELECT i FROM more");
        }
        try (EmbeddedService service = service(plan(OptionalInt.empty(), kept, script))) {
            service.start();
            assertThat(query(service, "SELECT sum(i) FROM t")).isEqualTo("11");
        }
    }

    private EmbeddedService service(DatabasePlan plan) {
        return new EmbeddedService(plan, BinaryCache.ofUser(), root.resolve("run"));
    }

    private List<Path> instances() throws IOException {
        Path run = root.resolve("run");
        if (!Files.exists(run)) {
            return List.of();
        }
        try (var children = Files.list(run)) {
            return children.toList();
        }
    }

    private static DatabasePlan plan(OptionalInt port, Optional<Path> kept, InitScript... scripts) {
        return new DatabasePlan("<default>", "18", port, ACCOUNT,
                Map.of("wal_level", "logical", "max_prepared_transactions", "100", "work_mem", "7MB", "fsync", "off"),
                List.of(scripts), kept, Duration.ofSeconds(60));
    }

    private static String query(EmbeddedService service, String sql) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", ACCOUNT.user());
        login.setProperty("password", ACCOUNT.password());
        try (Connection connection = new Driver().connect(service.jdbcUrl(), login);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
