package org.acme;

import java.time.Duration;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.notification.Notification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

public class NotifyExample {

    // tag::example[]
    /** Waits for notifications on channel 'test', and says so when none has come for five seconds. */
    Multi<String> watch(PgConnection connection) {
        Multi<String> got = connection.notifications()
                .map(n -> "Got NOTIFY: " + n.pid() + " " + n.channel() + " " + n.payload());
        return connection.listen("test").onItem().transformToMulti(done -> got)
                .ifNoItem().after(Duration.ofSeconds(5)).recoverWithMulti(() -> Multi.createFrom().item("Timeout"));
    }
    // end::example[]

    // tag::queue[]
    /** The same by psycopg's queue. */
    Uni<Notification> poll(Psycopg psycopg, PgConnectOptions options) {
        return psycopg.connect(options).chain(connection -> connection.listen("test")
                .chain(() -> connection.execute("NOTIFY test, 'hello'"))
                .map(done -> connection.notifies().poll())
                .eventually(connection::close));
    }
    // end::queue[]
}
