package org.acme;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class OrderFeed {

    private final List<String> customers = new CopyOnWriteArrayList<>();

    // tag::observers[]
    Uni<Void> onOrder(@Observes @PgReplication("orders-feed") RowChange.Insert<Row> order) {
        return welcome(order.after().getString("customer"));
    }

    void onLoss(@Observes @PgReplication("orders-feed") SlotLost lost) {
        Log.errorf("orders are missed from now on: %s", lost.reason());
    }
    // end::observers[]

    private Uni<Void> welcome(String customer) {
        customers.add(customer);
        return Uni.createFrom().voidItem();
    }

    public List<String> customers() {
        return customers;
    }
}
