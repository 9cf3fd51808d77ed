package io.quarkiverse.psycopg.deployment.replication;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.replication.ChangeContext;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

class ObservedChangesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Waiting.class, Tables.class, Seen.class, Feed.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.replication.\"orders-feed\".publication", "orders")
            .overrideConfigKey("quarkus.psycopg.replication.\"orders-feed\".tables", "orders")
            .overrideConfigKey("quarkus.psycopg.replication.\"orders-feed\".policy", "create");

    @Inject
    PgPool pool;

    @Inject
    Seen seen;

    @Inject
    @PgReplication("orders-feed")
    ReplicationStream feed;

    @Inject
    @PgReplication("orders-feed")
    Event<RowChange<Row>> made;

    @Test
    void observersSeeChangesInOrderAndAcknowledgeThem() {
        until("the stream runs", () -> feed.state() == ReplicationState.STREAMING);
        assertThat(feed.slot()).isEqualTo("orders_feed");
        execute("INSERT INTO orders VALUES (1, 10), (2, 20)");
        execute("UPDATE orders SET total = 11 WHERE id = 1");
        execute("DELETE FROM orders WHERE id = 2");
        execute("SELECT pg_logical_emit_message(true, 'greeting', 'hello')");
        until("all transactions have come", () -> seen.commits.get() >= 4);
        assertThat(seen.changes).containsExactly("Insert 1", "Insert 2", "Update 1", "Delete 2");
        assertThat(seen.workers).hasSize(4).allMatch(name -> name.startsWith("executor-thread"));
        assertThat(seen.messages).containsExactly("greeting hello");
        until("all is confirmed", () -> feed.positions().confirmed().equals(feed.positions().received()));
        assertThat(seen.failures.get()).as("the observer that failed twice was asked again").isEqualTo(2);
    }

    @Test
    void aTestCanFireAChangeItself() {
        int before = seen.workers.size();
        Row row = pool.fetchOne("SELECT 77::bigint AS id, 1 AS total").await().atMost(PATIENCE);
        made.select(new TypeLiteral<RowChange.Delete<Row>>() {
        }).fire(new RowChange.Delete<>(ChangeContext.ofTable("public.orders"), row, Optional.empty()));
        assertThat(seen.workers.size()).isEqualTo(before + 1);
    }

    private void execute(String sql) {
        pool.execute(sql).await().atMost(PATIENCE);
    }

    @Singleton
    static class Tables {

        @Inject
        PgPool pool;

        void create(@Observes StartupEvent event) {
            pool.execute("CREATE TABLE orders (id bigint PRIMARY KEY, total int)").await().atMost(PATIENCE);
        }
    }

    @Singleton
    static class Seen {
        final List<String> changes = new CopyOnWriteArrayList<>();
        final List<String> workers = new CopyOnWriteArrayList<>();
        final List<String> messages = new CopyOnWriteArrayList<>();
        final AtomicInteger commits = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();
    }

    @ApplicationScoped
    static class Feed {

        @Inject
        Seen seen;

        Uni<Void> changed(@Observes @Priority(2) @PgReplication("orders-feed") RowChange<Row> change) {
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(5)).invoke(() -> {
                Row row = change instanceof RowChange.Insert<Row> insert ? insert.after()
                        : change instanceof RowChange.Update<Row> update ? update.after()
                                : ((RowChange.Delete<Row>) change).key();
                seen.changes.add(change.getClass().getSimpleName() + " " + row.getLong("id"));
            });
        }

        @Blocking
        void blocking(@Observes @PgReplication("orders-feed") @Priority(1) RowChange<Row> change) {
            seen.workers.add(Thread.currentThread().getName());
        }

        void message(@Observes @PgReplication("orders-feed") LogicalMessage message, Seen where) {
            if (where.failures.get() < 2) {
                where.failures.incrementAndGet();
                throw new IllegalStateException("not yet");
            }
            where.messages.add(message.prefix() + " " + message.text());
        }

        void commit(@Observes @PgReplication("orders-feed") TransactionCommit commit) {
            seen.commits.incrementAndGet();
        }
    }
}
