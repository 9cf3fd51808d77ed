package org.acme;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.Feedback;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationCursor;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class WalReader {

    @Inject
    Psycopg psycopg;

    // tag::quickstart[]
    public Uni<Void> print(PgConnectOptions options, Consumer<String> console) {
        return psycopg.connectReplication(options, ReplicationType.LOGICAL).chain(connection -> connection
                .startReplication(StartOptions.logical("demo"))
                .onFailure(PgException.class).recoverWithUni(() -> create(connection))
                .chain(cursor -> cursor.consumeStream(message -> {
                    console.accept(message.text());
                    return cursor.sendFeedback(Feedback.flushed(message.dataStart()));
                }))
                .onTermination().call(connection::close)); // the slot stays, and keeps WAL until it is dropped
    }

    private Uni<ReplicationCursor> create(ReplicationConnection connection) {
        return connection.createSlot(SlotOptions.logical("demo", "test_decoding"))
                .chain(() -> connection.startReplication(StartOptions.logical("demo")));
    }
    // end::quickstart[]
}
