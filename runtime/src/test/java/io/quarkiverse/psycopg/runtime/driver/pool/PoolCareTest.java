package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.testsupport.Fault.Direction;
import io.quarkiverse.psycopg.testsupport.Fault.Effect;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** How a pool looks after its connections and those who wait for them. */
class PoolCareTest extends PoolTests {

    private PgPool pool(String dsn, UnaryOperator<PgPoolOptions.Builder> options) {
        return driver.createPool(PgConnectOptions.parse(dsn), options.apply(PgPoolOptions.builder()).build());
    }

    private PgPool pool(UnaryOperator<PgPoolOptions.Builder> options) {
        return pool(TestServer.v18().connectionString(), options);
    }

    @Test
    void borrowedConnectionThatDoesNotComeBackIsReportedWithItsPlace() {
        Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger("io.quarkiverse.psycopg.pool");
        logger.addHandler(handler);
        try {
            PgPool pool = pool(options -> options.maxSize(1).leakThreshold(Duration.ofMillis(100)));
            PgConnection forgotten = await(pool.acquire());
            until("the leak is reported", () -> !records.isEmpty());
            assertThat(records.peek().getThrown().getStackTrace()).as("where it was acquired")
                    .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(PoolCareTest.class.getName()));
            await(forgotten.close());
            records.clear();
            await(pool.withConnection(connection -> connection.fetchOne("SELECT 1")));
            await(pool.fetchOne("SELECT pg_sleep(0.3)"));
            assertThat(records).as("what was given back is no leak").isEmpty();
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void resetThatHangsCostsItsConnectionOnly() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool pool = pool("postgresql://" + TestServer.USER + "@" + proxy.host() + ":" + proxy.port() + "/"
                    + TestServer.DATABASE, options -> options.maxSize(1));
            PgConnection connection = await(pool.acquire());
            await(connection.execute("SET application_name = 'changed'"));
            proxy.link(0).apply(Effect.STALL, Direction.TO_CLIENT);
            await(connection.close());
            assertThat(await(pool.fetchOne("SELECT current_setting('application_name')")).getString(0))
                    .isNotEqualTo("changed");
            assertThat(pool.statistics().created()).isEqualTo(2);
            Probe.healthy(pool);
        }
    }

    @Test
    void whatCannotGetBetterIsToldToAllWhoWaitAtOnce() {
        PgPool pool = pool(TestServer.v18().connectionString(TestServer.USER, "nowhere"),
                options -> options.maxSize(2).acquireTimeout(Duration.ofMinutes(10)));
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add((i % 2 == 0 ? pool.acquire() : pool.fetchOne("SELECT 1")).subscribeAsCompletionStage());
        }
        for (CompletableFuture<?> one : waiting) {
            assertThatThrownBy(() -> await(Uni.createFrom().completionStage(one))).isInstanceOf(PgException.class)
                    .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("3D000"));
        }
        assertThat(pool.statistics().connectFailures()).as("attempts for twenty callers").isLessThan(20);
    }

    @Test
    void poolWithoutABoundOpensWhatIsAskedFor() {
        PgPool pool = pool(options -> options.maxSize(0));
        List<CompletableFuture<PgConnection>> borrowed = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            borrowed.add(pool.acquire().subscribeAsCompletionStage());
        }
        List<PgConnection> connections = borrowed.stream().map(one -> await(Uni.createFrom().completionStage(one)))
                .toList();
        assertThat(pool.statistics().inUse()).isEqualTo(30);
        assertThat(connections.stream().map(PgConnection::backendPid).distinct()).hasSize(30);
        connections.forEach(connection -> await(connection.close()));
        assertThat(pool.statistics().inUse()).isZero();
    }

    @Test
    void idleConnectionsBeyondTheMinimumAreClosedAndBusyOnesAreNot() {
        PgPool pool = pool(options -> options.minSize(1).maxSize(4).idleTimeout(Duration.ofMillis(200)));
        PgConnection busy = await(pool.acquire());
        PgConnection second = await(pool.acquire());
        PgConnection third = await(pool.acquire());
        Uni<?> slow = Uni.createFrom().completionStage(busy.fetchOne("SELECT pg_sleep(1)").subscribeAsCompletionStage());
        await(second.close());
        await(third.close());
        until("the idle ones are closed", () -> pool.statistics().size() == 1);
        await(slow);
        assertThat(busy.isClosed()).isFalse();
        await(busy.close());
        Probe.healthy(pool);
    }

    @Test
    void oldConnectionsAreReplacedWhenTheyComeBack() {
        PgPool pool = pool(options -> options.maxSize(1).maxLifetime(Duration.ofMillis(300)));
        int first = await(pool.fetchOne("SELECT pg_backend_pid()")).getInt(0);
        until("another one serves",
                () -> await(pool.fetchOne("SELECT pg_backend_pid()")).getInt(0) != first);
        PgConnection borrowed = await(pool.acquire());
        await(borrowed.fetchOne("SELECT pg_sleep(0.5)"));
        assertThat(borrowed.isClosed()).as("as long as it is borrowed it lives").isFalse();
        await(borrowed.close());
        assertThat(borrowed.isClosed()).isTrue();
        Probe.healthy(pool);
    }

    @Test
    void thoseWhoWaitForAPoolThatIsClosedAreTold() {
        PgPool pool = pool(options -> options.maxSize(1));
        PgConnection borrowed = await(pool.acquire());
        CompletableFuture<PgConnection> waiting = pool.acquire().subscribeAsCompletionStage();
        CompletableFuture<?> statement = pool.fetchOne("SELECT 1").subscribeAsCompletionStage();
        CompletableFuture<Void> closing = pool.close().subscribeAsCompletionStage();
        for (CompletableFuture<?> one : List.of(waiting, statement)) {
            assertThatThrownBy(() -> await(Uni.createFrom().completionStage(one))).isInstanceOf(InterfaceException.class);
        }
        assertThat(closing).as("the borrowed one is waited for").isNotDone();
        assertThat(await(borrowed.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        await(borrowed.close());
        await(Uni.createFrom().completionStage(closing));
        assertThat(pool.statistics().size()).isZero();
    }
}
