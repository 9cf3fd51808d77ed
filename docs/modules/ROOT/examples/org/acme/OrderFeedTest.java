package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OrderFeedTest {

    @Inject
    Orders orders;

    @Inject
    OrderFeed seen;

    @Inject
    @PgReplication("orders-feed")
    ReplicationStream feed;

    @Test
    void observersSeeWhatIsCommitted() {
        orders.createTable().await().indefinitely();
        feed.start().await().atMost(Duration.ofSeconds(30));
        orders.place("Katherine", BigDecimal.TEN).await().indefinitely();
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!seen.customers().contains("Katherine") && System.nanoTime() < until) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(seen.customers()).contains("Katherine");
        feed.stop().await().atMost(Duration.ofSeconds(30));
    }
}
