package io.quarkiverse.psycopg.runtime.driver.notification;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.runtime.driver.pool.PsycopgDriver;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Vertx;

/** The server's queue of notifications, made small, is filled by a session that listens and stays in a transaction. */
class ServerQueueTest {

    private final List<LogRecord> warnings = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            if (logged.getMessage().contains("queue of notifications")) {
                warnings.add(logged);
            }
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

    @Test
    void fillIsToldAndWarnedOfOnce() {
        Logger logger = Logger.getLogger(ChannelListener.class.getName());
        logger.addHandler(handler);
        Vertx vertx = Vertx.vertx();
        try (TestServer server = TestServer.builder().setting("max_notify_queue_pages", "64").build()) {
            PsycopgDriver driver = new PsycopgDriver(vertx);
            PgPool pool = driver.createPool(server.options(), PgPoolOptions.builder().listener(ListenerOptions.builder()
                    .probeInterval(Duration.ofSeconds(1)).build()).build());
            pool.listen("watched").subscribe().with(notification -> {
            });
            PgConnection idler = await(driver.connect(server.options()));
            await(idler.listen("idle"));
            await(idler.execute("BEGIN"));
            // 64 pages of 8 kB, a notification of this size has one of its own
            await(pool.execute("SELECT pg_notify('unheard', g || repeat('x', 7000)) FROM generate_series(1, 40) g"));
            until("a probe has seen it", () -> pool.listenerStatistics().serverQueue() >= 0.5);
            assertThat(pool.listenerStatistics().serverQueue()).isLessThan(1);
            until("it is logged", () -> !warnings.isEmpty());
            await(idler.execute("COMMIT"));
            await(pool.notify("watched", "lets the server tidy up"));
            until("a probe has seen that it is empty", () -> pool.listenerStatistics().serverQueue() < 0.5);
            assertThat(warnings).as("one warning for one filling").hasSize(1);
            await(idler.close());
            await(driver.close());
        } finally {
            logger.removeHandler(handler);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
