package io.quarkiverse.psycopg.runtime.driver.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** Waits with a deadline, for tests of notifications. */
final class Waiting {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private Waiting() {
    }

    static PgConnectOptions options(TestServer server) {
        return options(server.host(), server.port());
    }

    static PgConnectOptions options(String host, int port) {
        return PgConnectOptions.builder().host(host, port).user(TestServer.USER).database(TestServer.DATABASE)
                .sslMode(SslMode.DISABLE).connectTimeout(LIMIT).build();
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    static void until(String what, BooleanSupplier condition) {
        until(what, LIMIT, condition);
    }

    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        // asked no more once it held: it may be true for a moment only
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
            holds = condition.getAsBoolean();
        }
        assertThat(holds).as(what).isTrue();
    }
}
