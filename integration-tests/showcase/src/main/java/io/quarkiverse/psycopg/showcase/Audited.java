package io.quarkiverse.psycopg.showcase;

import java.time.Instant;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.RowChange;

/**
 * One change of an order, as the audit has it.
 *
 * @param what INSERT, UPDATE or DELETE
 * @param who as whoever made it said in the same transaction
 * @param customer whose order it is
 * @param before the order's status before, null for a new one
 * @param after the order's status after, null for one that is gone
 * @param at when the transaction was committed
 */
public record Audited(long orderId, String what, String who, String customer, String before, String after, Instant at) {

    static Audited of(RowChange<Row> change, String who) {
        Instant at = change.transaction().orElseThrow().commitTime();
        if (change instanceof RowChange.Insert<Row> insert) {
            return of(insert.after(), "INSERT", who, null, insert.after().getString("status"), at);
        }
        if (change instanceof RowChange.Update<Row> update) {
            return of(update.after(), "UPDATE", who, update.before().map(row -> row.getString("status")).orElse(null),
                    update.after().getString("status"), at);
        }
        Row gone = ((RowChange.Delete<Row>) change).before().orElseThrow();
        return of(gone, "DELETE", who, gone.getString("status"), null, at);
    }

    private static Audited of(Row order, String what, String who, String before, String after, Instant at) {
        return new Audited(order.getLong("id"), what, who, order.getString("customer"), before, after, at);
    }

    Args args() {
        return Args.of(orderId, what, who, before, after, at);
    }
}
