package io.quarkiverse.psycopg.runtime.driver.notification;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.TcpKeepAlive;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** The listener's own connection is watched by the system, as those of the pool are: Linux shows a socket's timer. */
@EnabledOnOs(OS.LINUX)
class ListenerKeepAliveTest {

    private static final String NAME = "kept alive";
    /** Far below the 7,200 s that a system waits of its own accord. */
    private static final Duration IDLE = Duration.ofSeconds(1_000);
    /** The kernel tells times in hundredths of a second. */
    private static final int TICKS = 100;
    private static final String KEEPALIVE_TIMER = "02";

    private final TestServer server = TestServer.v18();

    @Test
    void systemWatchesTheListenersConnectionByTheOptionsFigures() {
        Vertx vertx = Vertx.vertx();
        PgPool pool = new PsycopgDriver(vertx).createPool(server.options().toBuilder().applicationName(NAME)
                .keepAlive(new TcpKeepAlive(true, IDLE, Duration.ofSeconds(20), 3, Duration.ZERO)).build(),
                PgPoolOptions.builder().build());
        try {
            pool.listen("kept_alive").subscribe().with(notification -> {
            });
            String listening = "FROM pg_stat_activity WHERE application_name = '" + NAME + "' AND query LIKE 'LISTEN%'";
            until("it listens", () -> server.one("SELECT count(*) " + listening).equals("1"));
            int port = Integer.parseInt(server.one("SELECT client_port " + listening));
            assumeTrue(showsTimers(server.port(), port), "PostgreSQL has the probes of its end on, and the system shows that");
            until("the first probe is due within " + IDLE, () -> {
                OptionalLong due = keepAliveTicks(port, server.port());
                return due.isPresent() && due.getAsLong() <= IDLE.toSeconds() * TICKS;
            });
        } finally {
            await(pool.terminate());
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** When the socket at this port sends its next probe to the other one, by the system's tables of sockets. */
    private static OptionalLong keepAliveTicks(int port, int peer) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6").flatMap(table -> lines(Path.of(table)).stream())
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> isPort(columns[1], port) && isPort(columns[2], peer))
                .map(columns -> columns[5].split(":")).filter(timer -> timer[0].equals(KEEPALIVE_TIMER))
                .mapToLong(timer -> Long.parseLong(timer[1], 16)).findFirst();
    }

    /** Asked for a while, because an answer that is not acknowledged yet has another timer. */
    private static boolean showsTimers(int port, int peer) {
        boolean shown = false;
        for (int i = 0; i < 1_000 && !shown; i++) {
            LockSupport.parkNanos(1_000_000);
            shown = keepAliveTicks(port, peer).isPresent();
        }
        return shown;
    }

    private static boolean isPort(String address, int port) {
        return address.endsWith(String.format(":%04X", port));
    }

    private static List<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
