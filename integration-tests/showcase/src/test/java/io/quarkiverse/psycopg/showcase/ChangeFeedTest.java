package io.quarkiverse.psycopg.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.TransactionBegin;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.replication.TransactionInfo;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** Changes from the server's log: on the page, and in the audit exactly once. */
@QuarkusTest
class ChangeFeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** Everything that the stream has told, in its order. */
    @Singleton
    static class Told {
        private final List<Change> changes = new CopyOnWriteArrayList<>();

        void note(@Observes @PgReplication("changes") Change change) {
            changes.add(change);
        }
    }

    @TestHTTPResource("/")
    URL page;

    @Inject
    OrderDesk desk;

    @Inject
    PgPool pool;

    @Inject
    @PgReplication("changes")
    ReplicationStream stream;

    @Inject
    AuditTrail trail;

    @Inject
    Told told;

    @Test
    void changesAppearAreHeldBackWhilePausedAndComeAfterwards() {
        try (Browser browser = Browser.start(1440, 1400)) {
            browser.open(page.toString());
            browser.await("#state-text", "live");
            browser.await("#feed-state", "streaming");
            long first = desk.place(new NewOrder("Radia Perlman", "Desk lamp", 1)).await().atMost(PATIENCE).id();
            browser.await(change(first), "INSERT");
            desk.pay(first).await().atMost(PATIENCE);
            browser.await(change(first), "NEW → PAID");
            browser.await(change(first) + " .who", "by cashier");

            browser.element("#feed-switch").click();
            browser.await("#feed-state", "paused");
            long second = desk.place(new NewOrder("Tony Hoare", "Desk lamp", 1)).await().atMost(PATIENCE).id();
            browser.await("#orders tr", "Tony Hoare");
            browser.await(driver -> !browser.element("#lag").getText().equals("0"));
            assertThat(audit(second)).isEmpty();
            browser.screenshot("change-feed");
            browser.element("#feed-switch").click();
            browser.await(change(second), "INSERT");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void eachChangeIsInTheAuditOnceThoughItComesAgain() {
        stream.start().await().atMost(PATIENCE);
        long id = desk.place(new NewOrder("Frances Allen", "Desk lamp", 1)).await().atMost(PATIENCE).id();
        desk.pay(id).await().atMost(PATIENCE);
        await(id, 2);
        pool.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication").await().atMost(PATIENCE);
        stream.stop().await().atMost(PATIENCE);
        tellAgain(id);
        assertThat(audit(id)).hasSize(2);
        stream.start().await().atMost(PATIENCE);
        pool.execute("DELETE FROM orders WHERE id = %s", id).await().atMost(PATIENCE);
        await(id, 3);
        assertThat(audit(id)).extracting(row -> row.getString("what") + " " + row.getString("who") + " "
                + row.getString("status_before") + " " + row.getString("status_after")).containsExactly(
                        "INSERT customer null NEW", "UPDATE cashier NEW PAID", "DELETE somebody PAID null");
    }

    /** As after an application that ended before the server was told: from the order's first transaction on. */
    private void tellAgain(long order) {
        List<Change> changes = List.copyOf(told.changes);
        TransactionInfo first = changes.stream().filter(change -> change instanceof RowChange.Insert<?> insert
                && insert.after() instanceof Row row && row.getLong("id") == order)
                .findFirst().flatMap(Change::transaction).orElseThrow();
        int commits = 0;
        for (Change change : changes.subList(beginOf(first, changes), changes.size())) {
            if (change instanceof TransactionBegin begin) {
                trail.begins(begin);
            } else if (change instanceof LogicalMessage message) {
                trail.says(message);
            } else if (change instanceof RowChange<?> row) {
                trail.changes(rowChange(row));
            } else if (change instanceof TransactionCommit commit) {
                trail.ends(commit).await().atMost(PATIENCE);
                commits++;
            }
        }
        assertThat(commits).isGreaterThanOrEqualTo(2);
    }

    private static int beginOf(TransactionInfo transaction, List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof TransactionBegin begin && begin.info().equals(transaction)) {
                return i;
            }
        }
        throw new AssertionError("no begin of " + transaction);
    }

    @SuppressWarnings("unchecked")
    private static RowChange<Row> rowChange(RowChange<?> change) {
        return (RowChange<Row>) change;
    }

    private static String change(long order) {
        return "#feed [data-order='" + order + "']";
    }

    private void await(long order, int entries) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (audit(order).size() < entries && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        assertThat(audit(order)).hasSize(entries);
    }

    private List<Row> audit(long order) {
        return pool.fetchAll("SELECT what, who, status_before, status_after FROM audit WHERE order_id = %s ORDER BY id", order)
                .await().atMost(PATIENCE);
    }
}
