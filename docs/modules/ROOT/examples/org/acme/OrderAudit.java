package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class OrderAudit {

    // tag::transactions[]
    @Inject
    @PgReplication("audit-feed")
    ReplicationStream feed;

    public Multi<ChangeTransaction> audit() {
        return feed.transactions()
                .onItem().call(this::store)
                .onItem().invoke(ChangeTransaction::ack);
    }
    // end::transactions[]

    private Uni<Void> store(ChangeTransaction transaction) {
        return Uni.createFrom().voidItem();
    }
}
