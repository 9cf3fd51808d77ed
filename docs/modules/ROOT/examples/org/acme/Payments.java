package org.acme;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkiverse.psycopg.notification.UndecodableNotification;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Payments {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    // tag::injected[]
    @Inject
    @PgChannel("paid")
    Multi<Notification> paid;

    // end::injected[]
    @Inject
    PgPool pool;

    // tag::observers[]
    void onPaid(@Observes @PgChannel("paid") Notification notification) {
        Log.infof("process %d says: %s", notification.pid(), notification.payload());
    }

    Uni<Void> onPaid(@Observes @PgChannel("paid") PaidOrder order) {
        return thank(order.customer());
    }

    void onNonsense(@Observes @PgChannel("paid") UndecodableNotification nonsense) {
        Log.warnf("nobody can read what process %d sent", nonsense.notification().pid());
    }
    // end::observers[]

    // tag::catchup[]
    Uni<Void> onBegin(@Observes @PgChannel("paid") Listening listening) {
        return readAll();
    }

    Uni<Void> onGap(@Observes @PgChannel("paid") NotificationGap gap) {
        return readAll();
    }
    // end::catchup[]

    // tag::send[]
    public Uni<Void> pay(long id) {
        return pool.inTransaction(connection -> connection
                .fetchOne("UPDATE orders SET paid = true WHERE id = %s"
                        + " RETURNING json_build_object('id', id, 'customer', customer)::text", id)
                .chain(order -> connection.notify("paid", order.getString(0))));
    }
    // end::send[]

    // tag::bycode[]
    public Multi<String> shipments(String port) {
        return pool.listenWithGaps("shipments_" + port).map((ChannelEvent event) -> event instanceof Notification shipped
                ? shipped.payload()
                : "look at the table");
    }
    // end::bycode[]

    private Uni<Void> thank(String customer) {
        seen.add(customer);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> readAll() {
        seen.add("everything");
        return Uni.createFrom().voidItem();
    }

    public List<String> seen() {
        return seen;
    }

    public Multi<Notification> paid() {
        return paid;
    }
}
