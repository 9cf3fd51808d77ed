package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.AcquireTimeoutException;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Hooks that never end: each has a deadline, and none keeps a slot of the pool. */
class PoolHooksTest extends PoolTests {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicBoolean hang = new AtomicBoolean(true);
    private final AtomicInteger cancelled = new AtomicInteger();

    private PgPool pool(Duration connectTimeout, UnaryOperator<PgPoolOptions.Builder> options) {
        return driver.createPool(
                TestServer.v18().options().toBuilder().connectTimeout(connectTimeout).build(),
                options.apply(PgPoolOptions.builder().maxSize(1).acquireTimeout(LIMIT)).build());
    }

    private final Function<PgConnection, Uni<Void>> hook = connection -> hang.get()
            ? Uni.createFrom().<Void> nothing().onCancellation().invoke(cancelled::incrementAndGet)
            : connection.fetchOne("SELECT 1").replaceWithVoid();

    /** Leaves an idle connection behind. One-shot statements run no hook but onConnect. */
    private static void open(PgPool pool) {
        await(pool.fetchOne("SELECT 1").onFailure().retry().atMost(100));
    }

    @Test
    void onConnectThatNeverEndsFailsThatAttemptOnly() {
        PgPool pool = pool(Duration.ofSeconds(1), options -> options.onConnect(hook));
        Uni<?> waiting = Uni.createFrom().completionStage(pool.fetchOne("SELECT 1").subscribeAsCompletionStage());
        until("the hook was given up", () -> cancelled.get() > 0);
        hang.set(false);
        assertThat(await(waiting)).as("the one who waited is served by a later attempt").isNotNull();
        assertThat(pool.statistics().connectFailures()).isPositive();
        Probe.healthy(pool);
    }

    @Test
    void onConnectThatNeverEndsIsNamedToThoseWhoWaitedInVain() {
        PgPool pool = pool(Duration.ofSeconds(1), options -> options.onConnect(hook).acquireTimeout(Duration.ofSeconds(3)));
        assertThatThrownBy(() -> await(pool.fetchOne("SELECT 1"))).isInstanceOf(AcquireTimeoutException.class)
                .hasCauseInstanceOf(ConnectionFailedException.class)
                .hasRootCauseMessage("the pool's onConnect hook did not end within 1000 ms (connect-timeout)");
    }

    @Test
    void onAcquireThatNeverEndsFailsTheAcquisitionAndFreesTheSlot() {
        PgPool pool = pool(LIMIT, options -> options.onAcquire(hook).acquireTimeout(SHORT));
        open(pool);
        assertThatThrownBy(() -> await(pool.acquire())).isInstanceOf(AcquireTimeoutException.class)
                .hasMessage("the pool's onAcquire hook did not end within 300 ms (acquire-timeout)");
        until("the hook was cancelled", () -> cancelled.get() == 1);
        hang.set(false);
        until("the slot is free", () -> pool.statistics().inUse() == 0);
    }

    @Test
    void onReleaseThatNeverEndsFreesTheSlot() {
        PgPool pool = pool(LIMIT, options -> options.onRelease(hook).acquireTimeout(SHORT));
        open(pool);
        PgConnection first = await(pool.acquire());
        assertThatThrownBy(() -> await(first.close())).isInstanceOf(AcquireTimeoutException.class)
                .hasMessage("the pool's onRelease hook did not end within 300 ms (acquire-timeout)");
        until("the hook was cancelled", () -> cancelled.get() == 1);
        hang.set(false);
        open(pool);
        PgConnection second = await(pool.acquire());
        assertThat(second.backendPid()).as("the connection was discarded").isNotEqualTo(first.backendPid());
        await(second.close());
        Probe.healthy(pool);
    }

    @Test
    void returnThatIsCancelledWhileItsHookRunsLosesNoSlot() {
        PgPool pool = pool(LIMIT, options -> options.onRelease(hook));
        PgConnection first = await(pool.acquire());
        Cancellable closing = first.close().subscribe().with(done -> {
        });
        closing.cancel();
        assertThat(cancelled).hasValue(1);
        hang.set(false);
        Probe.healthy(pool);
    }
}
