package org.acme;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgPool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

// tag::bean[]
@ApplicationScoped
public class Orders {

    @Inject
    PgPool pool;

    // end::bean[]
    // tag::create[]
    public Uni<Void> createTable() {
        return pool.execute("CREATE TABLE IF NOT EXISTS orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                + " customer text NOT NULL, total numeric(12, 2) NOT NULL, paid boolean NOT NULL DEFAULT false)")
                .replaceWithVoid();
    }
    // end::create[]

    // tag::bean[]
    public Uni<Order> byId(long id) {
        return pool.fetchOne(Order::of, "SELECT * FROM orders WHERE id = %s", Args.of(id));
    }
    // end::bean[]

    // tag::place[]
    public Uni<Order> place(String customer, BigDecimal total) {
        return pool.fetchOne(Order::of,
                "INSERT INTO orders (customer, total) VALUES (%(customer)s, %(total)s) RETURNING *",
                Args.named(Map.of("customer", customer, "total", total)));
    }
    // end::place[]

    // tag::stream[]
    public Multi<Order> dear(BigDecimal least) {
        return pool.stream(Order::of, "SELECT * FROM orders WHERE total >= %s ORDER BY total DESC", Args.of(least));
    }
    // end::stream[]

    // tag::transaction[]
    public Uni<Void> pay(long id) {
        return pool.inTransaction(connection -> connection
                .execute("UPDATE orders SET paid = true WHERE id = %s AND NOT paid", id)
                .invoke(tag -> {
                    if (tag.rowCount() != 1) {
                        throw new IllegalStateException("no open order " + id);
                    }
                })
                .chain(() -> connection.execute("SELECT pg_notify('paid', %s)", String.valueOf(id)))
                .replaceWithVoid());
    }
    // end::transaction[]

    // tag::many[]
    public Uni<Integer> importAll(List<Order> orders) {
        List<Args> entries = orders.stream().map(order -> Args.of(order.customer(), order.total())).toList();
        return pool.executeMany("INSERT INTO orders (customer, total) VALUES (%s, %s)", entries)
                .map(changed -> changed.length);
    }
    // end::many[]

    // tag::timeout[]
    public Uni<Long> count() {
        return pool.withTimeout(Duration.ofSeconds(2)).fetchOne("SELECT count(*) FROM orders").map(row -> row.getLong(0));
    }
    // end::timeout[]

    // tag::connection[]
    public Uni<String> zone(String name) {
        return pool.withConnection(connection -> connection
                .execute("SELECT set_config('TimeZone', %s, false)", name)
                .chain(() -> connection.fetchOne("SELECT current_setting('TimeZone')"))
                .map(row -> row.getString(0)));
    }
    // end::connection[]
    // tag::bean[]
}
// end::bean[]
