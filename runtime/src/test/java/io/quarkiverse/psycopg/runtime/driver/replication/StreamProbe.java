package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** A stream over everything that happens in a database, and what has come of it; acknowledges at once. */
final class StreamProbe implements AutoCloseable {

    final List<ChangeTransaction> transactions = new CopyOnWriteArrayList<>();
    final ManagedStream stream;
    final TypeCatalog catalog = new TypeCatalog();
    private final TestServer server;

    StreamProbe(TestServer server, Map<String, String> options) {
        this.server = server;
        server.execute("DROP PUBLICATION IF EXISTS everything", "CREATE PUBLICATION everything FOR ALL TABLES");
        stream = new ManagedStream(
                ReplicationStreamOptions.of("probe", "everything", SlotPolicy.CREATE).withOptions(options)
                        .withStatusInterval(Duration.ofSeconds(1)),
                TestConnections.connector(server, ReplicationType.LOGICAL, catalog.types()), Adapters.create());
        start();
    }

    private void start() {
        stream.transactions().subscribe().with(transaction -> {
            transactions.add(transaction);
            transaction.ack();
        });
        until("the stream runs", () -> stream.state() == ReplicationState.STREAMING);
    }

    /**
     * Runs statements while the stream is stopped, and gives the changes of the transactions that come after its next start.
     */
    List<Change> changesMeanwhile(int count, String... sql) {
        stop();
        int before = transactions.size();
        server.execute(sql);
        start();
        return awaited(before, count);
    }

    private void stop() {
        stream.stop().await().atMost(LIMIT);
        until("the slot is free", () -> walsender().equals("none"));
    }

    /** Runs statements and gives the changes of the transactions that they make, of which there are so many. */
    List<Change> changes(int count, String... sql) {
        int before = transactions.size();
        server.execute(sql);
        return awaited(before, count);
    }

    private List<Change> awaited(int before, int count) {
        until(count + " transactions have come", () -> transactions.size() >= before + count);
        return transactions.subList(before, before + count).stream().flatMap(one -> one.changes().stream()).toList();
    }

    /** Runs a statement and gives the one row that it inserts. */
    ChangedRow inserted(String sql) {
        List<Change> changes = changes(1, sql);
        assertThat(changes).filteredOn(RowChange.class::isInstance).hasSize(1);
        return after(changes.get(changes.size() - 1));
    }

    @SuppressWarnings("unchecked")
    static ChangedRow after(Change change) {
        return change instanceof RowChange.Insert<?> insert ? (ChangedRow) insert.after()
                : ((RowChange.Update<ChangedRow>) change).after();
    }

    /** Cuts the connection and waits for the next one. */
    void reconnect() {
        String pid = walsender();
        server.execute("SELECT pg_terminate_backend(" + pid + ")");
        until("it streams again", () -> !List.of("none", pid).contains(walsender())
                && stream.state() == ReplicationState.STREAMING);
    }

    private String walsender() {
        return server.one("SELECT coalesce(max(active_pid)::text, 'none') FROM pg_replication_slots WHERE slot_name = 'probe'");
    }

    @Override
    public void close() {
        stop();
        server.execute("SELECT pg_drop_replication_slot('probe')", "DROP PUBLICATION everything");
    }
}
