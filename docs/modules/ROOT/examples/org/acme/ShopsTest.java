package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.acme.Shop.Price;
import org.acme.Shop.ShopState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.mapping.PgColumn;
import io.quarkiverse.psycopg.mapping.PgRow;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
class ShopsTest {

    @Inject
    Shops shops;

    @Inject
    PgPool pool;

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void whatIsPutInComesOut() {
        Price rent = new Price(new BigDecimal("900.00"), "EUR");
        Shop shop = new Shop(1, new Place(3, 4), ShopState.EMPTY, rent, List.of(rent, new Price(new BigDecimal("2"), "PLN")),
                Optional.empty(), LocalDate.of(2026, 5, 1));
        await(shops.add(shop));
        assertThat(await(shops.byId(1))).isEqualTo(shop);
        assertThat(await(shops.near(new Place(0, 0), 5.5).collect().asList())).containsExactly(shop);
        assertThat(await(shops.near(new Place(0, 0), 4.5).collect().asList())).isEmpty();
    }

    /** Of the test alone. */
    @PgRow
    record Sum(long count, @PgColumn("all prices") List<Price> prices) {
    }

    @Test
    void recordsOfTestsHaveMappersToo() {
        Price price = new Price(new BigDecimal("1.50"), "EUR");
        assertThat(await(pool.fetchOne(Sum.class, "SELECT 2 AS count, %s::price[] AS \"all prices\"", List.of(price))))
                .isEqualTo(new Sum(2, List.of(price)));
    }

    @BeforeAll
    static void create() {
        await(Arc.container().instance(Shops.class).get().create());
    }

    @Test
    void arraysAndLiteralsOfOnesOwn() {
        assertThat(await(pool.withConnection(shops::shouted))).isEqualTo(List.of("A", "B"));
        assertThat(shops.sine(30)).isEqualTo("SELECT sin(radians(30.0))");
    }
}
