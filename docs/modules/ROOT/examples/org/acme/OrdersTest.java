package org.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OrdersTest {

    @Inject
    Orders orders;

    @BeforeEach
    void createTable() {
        orders.createTable().await().indefinitely();
    }

    @Test
    void placedOrderIsFound() {
        Order placed = orders.place("Ada", new BigDecimal("12.50")).await().indefinitely();
        assertThat(orders.byId(placed.id()).await().indefinitely()).isEqualTo(placed);
        assertThat(orders.byId(-1).await().indefinitely()).isNull();
    }

    @Test
    void dearOnesComeFirst() {
        orders.importAll(List.of(new Order(0, "Grace", new BigDecimal("9000"), false),
                new Order(0, "Jim", new BigDecimal("9500"), false))).await().indefinitely();
        assertThat(orders.dear(new BigDecimal("9000")).map(Order::customer).collect().asList().await().indefinitely())
                .containsSubsequence("Jim", "Grace");
        assertThat(orders.count().await().indefinitely()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void orderIsPaidOnce() {
        long id = orders.place("Radia", BigDecimal.ONE).await().indefinitely().id();
        orders.pay(id).await().indefinitely();
        assertThat(orders.byId(id).await().indefinitely().paid()).isTrue();
        assertThatThrownBy(() -> orders.pay(id).await().indefinitely()).hasMessageContaining("no open order");
    }

    @Test
    void sessionSettingsHoldForAConnection() {
        assertThat(orders.zone("Europe/Vienna").await().indefinitely()).isEqualTo("Europe/Vienna");
    }
}
