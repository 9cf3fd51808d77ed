package io.quarkiverse.psycopg.runtime.driver.notification;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.notification.NotificationProbe;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

class NotificationProbeTest {

    @Test
    void handsOutWhatComesAndSaysWhatDoesNot() {
        Vertx vertx = Vertx.vertx();
        PgPool pool = new PsycopgDriver(vertx).createPool(TestServer.v18().options(), PgPoolOptions.builder().build());
        try (NotificationProbe probe = NotificationProbe.listen(pool, "probed", Duration.ofSeconds(30))) {
            await(pool.notify("probed", "1"));
            await(pool.notify("probed", "2"));
            assertThat(probe.next().payload()).isEqualTo("1");
            assertThat(probe.next().payload()).isEqualTo("2");
            assertThat(probe.gaps()).isEmpty();
        }
        try (NotificationProbe probe = NotificationProbe.listen(pool, "silent")) {
            assertThat(probe.gaps()).isEmpty();
        }
        try (NotificationProbe probe = NotificationProbe.listen(pool, "silent", Duration.ofSeconds(1))) {
            assertThatThrownBy(probe::next).isInstanceOf(OperationalException.class)
                    .hasMessage("no notification came on channel \"silent\" within 1000 ms");
        }
        await(pool.close());
        assertThatThrownBy(() -> NotificationProbe.listen(pool, "closed")).isInstanceOf(OperationalException.class)
                .hasMessageContaining("was not listened to").hasCauseInstanceOf(RuntimeException.class);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
