package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgExecutor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** A server that becomes read-only under a pool, as in a failover: SQLSTATE 25006. */
class ReadOnlyServerTest extends PoolTests {

    private static final int SIZE = 3;

    private static final Map<PostgresVersion, TestServer> SERVERS = new EnumMap<>(PostgresVersion.class);

    @BeforeAll
    static void startServers() {
        for (PostgresVersion version : PostgresVersion.values()) {
            SERVERS.put(version, TestServer.builder().version(version).build());
            SERVERS.get(version).execute("CREATE TABLE t_write (id int)");
        }
    }

    @AfterAll
    static void stopServers() {
        SERVERS.values().forEach(TestServer::close);
    }

    private PgPool pool(TestServer server, TargetSessionAttrs target) {
        PgConnectOptions options = server.options().toBuilder().targetSessionAttrs(target)
                .build();
        return driver.createPool(options, PgPoolOptions.builder().maxSize(SIZE).build());
    }

    /** Opens every connection of the pool and gives their processes. */
    private static Set<Integer> opened(PgPool pool) {
        List<PgConnection> borrowed = new ArrayList<>();
        Set<Integer> pids = new TreeSet<>();
        for (int i = 0; i < SIZE; i++) {
            borrowed.add(await(pool.acquire()));
            pids.add(borrowed.get(i).backendPid());
        }
        borrowed.forEach(connection -> await(connection.close()));
        return pids;
    }

    private static void readOnly(TestServer server, boolean on) {
        server.execute("ALTER SYSTEM SET default_transaction_read_only = " + (on ? "on" : "off"),
                "SELECT pg_reload_conf()");
    }

    private static void untilReadOnly(PgPool pool) {
        until("the setting has arrived in every session",
                () -> opened(pool).size() == SIZE && allAre(pool, "on"));
    }

    private static boolean allAre(PgPool pool, String value) {
        List<PgConnection> borrowed = new ArrayList<>();
        boolean all = true;
        for (int i = 0; i < SIZE; i++) {
            borrowed.add(await(pool.acquire()));
            all &= value.equals(await(borrowed.get(i)
                    .fetchOne("SELECT current_setting('default_transaction_read_only')")).getString(0));
        }
        borrowed.forEach(connection -> await(connection.close()));
        return all;
    }

    private static void refused(Uni<?> write) {
        assertThatThrownBy(() -> await(write)).isInstanceOf(PgException.class)
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("25006"));
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void poolLetsGoOfEverySessionOnceTheServerHasBecomeReadOnly(PostgresVersion version) {
        TestServer server = SERVERS.get(version);
        PgPool pool = pool(server, TargetSessionAttrs.ANY);
        Function<PgExecutor, Uni<?>> write = on -> on.execute("INSERT INTO t_write VALUES (1)");
        for (boolean inTransaction : new boolean[] { false, true }) {
            Set<Integer> before = opened(pool);
            readOnly(server, true);
            untilReadOnly(pool);
            assertThat(opened(pool)).isEqualTo(before);
            refused(inTransaction ? pool.inTransaction(write::apply) : write.apply(pool));
            until("every session is gone", () -> pool.statistics().size() == 0);
            readOnly(server, false);
            assertThat(opened(pool)).hasSize(SIZE).doesNotContainAnyElementsOf(before);
            until("the setting has arrived again", () -> allAre(pool, "off"));
            await(write.apply(pool));
        }
        Probe.healthy(pool);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void readOnlyTransactionOfAUserCostsNoSession(PostgresVersion version) {
        PgPool pool = pool(SERVERS.get(version), TargetSessionAttrs.READ_WRITE);
        Set<Integer> before = opened(pool);
        refused(pool.withConnection(connection -> connection.execute("BEGIN READ ONLY")
                .chain(() -> connection.execute("INSERT INTO t_write VALUES (1)"))));
        refused(pool.withConnection(connection -> connection.execute("SET default_transaction_read_only = on")
                .chain(() -> connection.execute("INSERT INTO t_write VALUES (1)"))));
        Probe.healthy(pool);
        assertThat(opened(pool)).isEqualTo(before);
        await(pool.execute("INSERT INTO t_write VALUES (1)"));
    }

    @Test
    void poolThatWantsToReadKeepsItsSessions() {
        TestServer server = SERVERS.get(PostgresVersion.V18);
        readOnly(server, true);
        try {
            PgPool pool = pool(server, TargetSessionAttrs.PREFER_STANDBY);
            untilReadOnly(pool);
            Set<Integer> before = opened(pool);
            refused(pool.execute("INSERT INTO t_write VALUES (1)"));
            Probe.healthy(pool);
            assertThat(opened(pool)).isEqualTo(before);
        } finally {
            readOnly(server, false);
        }
    }
}
