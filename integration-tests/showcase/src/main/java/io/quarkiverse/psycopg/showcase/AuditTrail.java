package io.quarkiverse.psycopg.showcase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;

/**
 * Writes down every change of an order, whoever made it, from the stream of changes. A transaction that comes again, because
 * the application ended before the server was told, finds its end position written down and is passed over: each change is in
 * the audit exactly once. Transactions come in the order in which they end; the positions of their changes have no such order.
 */
@ApplicationScoped
public class AuditTrail {

    /** Prefix of the message with which a transaction says who is at work. */
    static final String WHO = "who";
    private static final String SOMEBODY = "somebody";
    private static final String ADVANCE = "UPDATE audit_position SET position = %(to)s"
            + " WHERE feed = 'orders' AND position < %(to)s";
    private static final String WRITE = "INSERT INTO audit (order_id, what, who, status_before, status_after, at)"
            + " VALUES (%s, %s, %s, %s, %s, %s)";
    private static final int MOST_UNREAD = 2_000;

    @Inject
    PgPool pool;

    private final BroadcastProcessor<Audited> entries = BroadcastProcessor.create();
    private List<Audited> transaction = new ArrayList<>();
    private String who = SOMEBODY;

    void begins(@Observes @PgReplication("changes") TransactionBegin begin) {
        transaction = new ArrayList<>();
        who = SOMEBODY;
    }

    void says(@Observes @PgReplication("changes") LogicalMessage message) {
        if (message.isTransactional() && message.prefix().equals(WHO)) {
            who = message.text();
        }
    }

    void changes(@Observes @PgReplication("changes") RowChange<Row> change) {
        transaction.add(Audited.of(change, who));
    }

    Uni<Void> ends(@Observes @PgReplication("changes") TransactionCommit commit) {
        List<Audited> all = transaction;
        if (all.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.inTransaction(connection -> write(connection, all, commit.endPosition()))
                .invoke(written -> written.forEach(entries::onNext)).replaceWithVoid();
    }

    /** What was written: nothing, where the transaction has been written before. */
    private static Uni<List<Audited>> write(PgConnection connection, List<Audited> all, Lsn end) {
        return connection.execute(ADVANCE, Args.named(Map.of("to", end)))
                .chain(tag -> tag.rowCount() == 0 ? Uni.createFrom().item(List.<Audited> of())
                        : connection.executeMany(WRITE, all.stream().map(Audited::args).toList()).replaceWith(all));
    }

    /** What is written down from now on. */
    public Multi<Audited> entries() {
        return entries.onOverflow().buffer(MOST_UNREAD);
    }
}
