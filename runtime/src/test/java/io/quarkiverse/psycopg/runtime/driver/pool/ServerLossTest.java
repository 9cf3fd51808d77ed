package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/**
 * A server that dies under load: no caller hangs, attempts are bounded, the pool recovers. The long form:
 * {@code -Dpsycopg.test.kills=20}.
 */
class ServerLossTest {

    private static final int CALLERS = 50;

    /** What becomes of the server. */
    private enum Loss {
        SERVER_STOPPED,
        BACKENDS_TERMINATED,
        BACKEND_KILLED
    }

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void poolOutlivesItsServer(PostgresVersion version) {
        Random random = new Random(Probe.seed(getClass()));
        Vertx vertx = Vertx.vertx();
        PsycopgDriver driver = new PsycopgDriver(vertx);
        try (TestServer server = TestServer.builder().version(version).build()) {
            PgPool pool = driver.createPool(server.options(),
                    PgPoolOptions.builder().maxSize(10).acquireTimeout(Duration.ofSeconds(20)).build());
            await(pool.fetchOne("SELECT 1"));
            for (int i = 0; i < CALLERS; i++) {
                running.incrementAndGet();
                call(vertx, pool);
            }
            int kills = Probe.rounds("kills", 2);
            for (int i = 0; i < kills; i++) {
                killOnce(server, pool, random);
            }
            stop.set(true);
            until("no caller hangs", () -> running.get() == 0);
            Probe.healthy(pool);
            assertThat(failed.get()).as("the kills were felt").isPositive();
            assertThat(pool.statistics().connectFailures()).as("attempts while the server is away").isLessThan(200L * kills);
        } finally {
            await(driver.close());
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void killOnce(TestServer server, PgPool pool, Random random) {
        long before = succeeded.get();
        until("load flows", () -> succeeded.get() > before + 100);
        switch (Loss.values()[random.nextInt(Loss.values().length)]) {
            case SERVER_STOPPED -> {
                server.stopImmediate();
                server.start();
            }
            case BACKENDS_TERMINATED -> server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
            case BACKEND_KILLED -> killBackend(server, pool);
        }
        long after = succeeded.get();
        until("load flows again", () -> succeeded.get() > after + 100);
    }

    /** As the system's out-of-memory killer does it: SIGKILL, whereupon the postmaster ends all others and recovers. */
    private static void killBackend(TestServer server, PgPool pool) {
        int pid = await(pool.fetchOne("SELECT pg_backend_pid()").onFailure().retry().atMost(5)).getInt(0);
        ProcessHandle backend = ProcessHandle.of(pid).orElseThrow();
        assertThat(backend.parent().map(ProcessHandle::pid)).as("it is a process of this server").contains(server.pid());
        int recoveries = recoveries(server);
        assertThat(backend.destroyForcibly()).isTrue();
        until("the server has ended all its processes", () -> recoveries(server) > recoveries);
    }

    private static int recoveries(TestServer server) {
        return server.log().split("all server processes terminated; reinitializing", -1).length;
    }

    private void call(Vertx vertx, PgPool pool) {
        if (stop.get()) {
            running.decrementAndGet();
            return;
        }
        pool.fetchOne("SELECT %s::int", 1).subscribe().with(row -> {
            succeeded.incrementAndGet();
            call(vertx, pool);
        }, failure -> {
            failed.incrementAndGet();
            vertx.setTimer(10, timer -> call(vertx, pool));
        });
    }
}
