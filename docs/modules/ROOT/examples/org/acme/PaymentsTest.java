package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.notification.NotificationProbe;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PaymentsTest {

    @Inject
    PgPool pool;

    @Inject
    Orders orders;

    @Inject
    Payments payments;

    // tag::fire[]
    @Inject
    @PgChannel("paid")
    Event<PaidOrder> paid;

    @Test
    void customersAreThanked() {
        paid.fire(new PaidOrder(1, "Grace"));
        assertThat(payments.seen()).contains("Grace");
    }
    // end::fire[]

    // tag::probe[]
    @Test
    void paymentIsTold() {
        orders.createTable().await().indefinitely();
        long id = orders.place("Ada", BigDecimal.TEN).await().indefinitely().id();
        try (NotificationProbe probe = NotificationProbe.listen(pool, "paid")) {
            payments.pay(id).await().indefinitely();
            assertThat(probe.next().payload()).contains("\"customer\" : \"Ada\"");
        }
    }
    // end::probe[]

    @Test
    void observersAndStreamsHearOfIt() {
        List<String> streamed = new CopyOnWriteArrayList<>();
        List<String> shipments = new CopyOnWriteArrayList<>();
        payments.paid().subscribe().with(notification -> streamed.add(notification.payload()));
        payments.shipments("rotterdam").subscribe().with(shipments::add);
        await(() -> payments.seen().contains("everything") && shipments.contains("look at the table"));
        pool.notify("paid", "{\"id\": 5, \"customer\": \"Katherine\"}").await().indefinitely();
        pool.notify("shipments_rotterdam", "crate 7").await().indefinitely();
        await(() -> payments.seen().contains("Katherine") && !streamed.isEmpty() && shipments.contains("crate 7"));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
