package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.PgComposite;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Connections by code: those to one database ask its catalog once between them, for as long as one of them is open. */
class SharedTypesTest {

    private static final String CATALOG_QUERY = "execute quarkus_psycopg_types";

    private static TestServer server;
    private static Vertx vertx;
    private static PsycopgDriver driver;

    @BeforeAll
    static void start() {
        server = TestServer.builder().setting("log_statement", "all").build();
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
        PgConnection connection = connect();
        await(connection.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')"));
        await(connection.execute("CREATE DATABASE other"));
        await(connection.close());
    }

    @AfterAll
    static void stop() {
        await(driver.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    private static PgConnectOptions options() {
        return server.options();
    }

    private static PgConnection connect() {
        return await(driver.connect(options()));
    }

    private static String mood(PgConnection connection) {
        return (String) await(connection.fetchOne("SELECT 'ok'::mood AS m")).get("m");
    }

    private static long catalogQueries() {
        try (var lines = Files.lines(server.dataFolder().resolve("server.log"))) {
            return lines.filter(line -> line.contains(CATALOG_QUERY)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void connectionsToOneDatabaseShareItsTypesUntilTheLastIsClosed() {
        long before = catalogQueries();
        List<PgConnection> connections = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            connections.add(connect());
            assertThat(mood(connections.get(i))).isEqualTo("ok");
        }
        assertThat(catalogQueries() - before).as("one for all").isEqualTo(1);
        assertThat(driver.knownDatabases()).isEqualTo(1);
        connections.forEach(connection -> await(connection.close()));
        until("the types are gone with the last connection", () -> driver.knownDatabases() == 0);
        PgConnection next = connect();
        assertThat(mood(next)).isEqualTo("ok");
        assertThat(catalogQueries() - before).isEqualTo(2);
        await(next.close());
    }

    @Test
    void otherDatabasesHaveTypesOfTheirOwn() {
        PgConnection here = connect();
        PgConnection there = await(driver.connect(options().toBuilder().database("other").build()));
        assertThat(mood(here)).isEqualTo("ok");
        await(there.execute("DROP TYPE IF EXISTS mood; CREATE TYPE mood AS (a int4)"));
        assertThat(await(there.fetchOne("SELECT '(5)'::mood AS m")).get("m"))
                .isEqualTo(new PgComposite("mood", List.of("a"), List.of(5)));
        assertThat(mood(here)).isEqualTo("ok");
        assertThat(driver.knownDatabases()).isEqualTo(2);
        await(here.close());
        await(there.close());
    }

    @Test
    void lostFailedAndCancelledConnectionsLeaveNothingBehind() {
        PgConnection lost = connect();
        PgConnection killer = connect();
        await(killer.fetchOne("SELECT pg_terminate_backend(%s)", lost.backendPid()));
        until("the end of the session was noticed", lost::isClosed);
        await(killer.close());
        assertThatThrownBy(() -> await(driver.connect(options().toBuilder().database("nothing").build())))
                .hasMessageContaining("nothing");
        Uni<PgConnection> never = driver.connect(options());
        for (int i = 0; i < 20; i++) {
            never.subscribe().with(connection -> connection.close().subscribe().with(done -> {
            })).cancel();
        }
        until("nothing is held", () -> driver.knownDatabases() == 0);
        PgConnection counting = connect();
        until("no session is left", () -> await(counting.fetchOne("SELECT count(*) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")).getLong(0) == 0);
        await(counting.close());
    }
}
