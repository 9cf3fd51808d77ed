package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;

@QuarkusTest
class WalReaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    WalReader reader;

    @Inject
    Orders orders;

    @Inject
    PgPool pool;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @ConfigProperty(name = "quarkus.psycopg.username")
    String user;

    @ConfigProperty(name = "quarkus.psycopg.password")
    String password;

    @Test
    void quickStartPrintsChangesAndKeepsItsSlot() {
        orders.createTable().await().atMost(PATIENCE);
        List<String> console = new CopyOnWriteArrayList<>();
        Cancellable printing = reader.print(options(), console::add).subscribe().with(done -> {
        }, failure -> console.add(failure.toString()));
        await(() -> count("active") == 1 || !console.isEmpty());
        assertThat(console).isEmpty();
        orders.place("Dorothy", BigDecimal.ONE).await().atMost(PATIENCE);
        await(() -> console.stream().anyMatch(line -> line.contains("Dorothy")));
        assertThat(console).anyMatch(line -> line.startsWith("BEGIN"));
        printing.cancel();
        await(() -> count("NOT active") == 1);
        pool.execute("SELECT pg_drop_replication_slot('demo')").await().atMost(PATIENCE);
    }

    private PgConnectOptions options() {
        return PgConnectOptions.parse(url + "?user=" + user + "&password=" + password);
    }

    private long count(String condition) {
        return pool.fetchOne("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'demo' AND " + condition).await()
                .atMost(PATIENCE).getLong(0);
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("the condition did not come to hold");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
