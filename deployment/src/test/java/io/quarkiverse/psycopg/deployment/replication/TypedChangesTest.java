package io.quarkiverse.psycopg.deployment.replication;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.mapping.PgEnum;
import io.quarkiverse.psycopg.mapping.PgRow;
import io.quarkiverse.psycopg.replication.ChangeFailed;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkus.test.QuarkusUnitTest;

/** Observers that take rows as records: changes of the record's table, and of no other one. */
class TypedChangesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Waiting.class, Tables.class, Seen.class, Sale.class, Mood.class, Feed.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.replication.\"sales\".publication", "sales")
            .overrideConfigKey("quarkus.psycopg.replication.\"sales\".policy", "create")
            .overrideConfigKey("quarkus.psycopg.replication.\"sales\".on-failure", "skip");

    @Inject
    PgPool pool;

    @Inject
    Seen seen;

    @Inject
    @PgReplication("sales")
    ReplicationStream stream;

    @Test
    void observersTakeRecords() {
        until("the stream runs", () -> stream.state() == ReplicationState.STREAMING);
        execute("INSERT INTO sale VALUES (1, 9.50, 'OK')");
        execute("INSERT INTO other VALUES (7)");
        execute("UPDATE sale SET total_amount = 10 WHERE id = 1");
        execute("DELETE FROM sale");
        until("all changes have come", () -> seen.changes.size() >= 4 || !seen.failures.isEmpty());
        assertThat(seen.failures).isEmpty();
        assertThat(seen.changes).containsExactly("Insert Sale[id=1, totalAmount=9.50, mood=OK, note=null]", "inserted 1",
                "Update Sale[id=1, totalAmount=10, mood=OK, note=null]", "Delete key 1");

        execute("INSERT INTO sale VALUES (2, 1, 'SAD', (SELECT string_agg(md5(g::text), '') FROM generate_series(1, 1000) g))");
        execute("UPDATE sale SET total_amount = 2 WHERE id = 2");
        until("it fails", () -> !seen.failures.isEmpty());
        assertThat(seen.failures.get(0)).contains("note").contains("REPLICA IDENTITY FULL");
    }

    private void execute(String sql) {
        pool.execute(sql).await().atMost(PATIENCE);
    }

    @PgEnum
    enum Mood {
        SAD,
        OK
    }

    @PgRow(table = "sale")
    record Sale(long id, BigDecimal totalAmount, Mood mood, String note) {
    }

    @Singleton
    static class Tables {

        @Inject
        PgPool pool;

        void create(@Observes Startup event) {
            pool.execute("CREATE TYPE mood AS ENUM ('SAD', 'OK'); CREATE TABLE other (id int PRIMARY KEY);"
                    + " CREATE TABLE sale (id bigint PRIMARY KEY, total_amount numeric, mood mood, note text);"
                    + " ALTER TABLE sale ALTER note SET STORAGE EXTERNAL").await().atMost(PATIENCE);
        }
    }

    @Singleton
    static class Seen {
        final List<String> changes = new CopyOnWriteArrayList<>();
        final List<String> failures = new CopyOnWriteArrayList<>();
    }

    @Singleton
    static class Feed {

        @Inject
        Seen seen;

        void any(@Observes @PgReplication("sales") RowChange<Sale> change) {
            if (change instanceof RowChange.Insert<Sale> insert) {
                seen.changes.add("Insert " + insert.after());
            } else if (change instanceof RowChange.Update<Sale> update) {
                seen.changes.add("Update " + update.after());
            } else if (change instanceof RowChange.Delete<Sale> delete) {
                seen.changes.add("Delete key " + delete.key().getLong("id"));
            }
        }

        void inserted(@Observes @Priority(5000) @PgReplication("sales") RowChange.Insert<Sale> insert) {
            seen.changes.add("inserted " + insert.after().id());
        }

        void failed(@Observes @PgReplication("sales") ChangeFailed failed) {
            seen.failures.add(String.valueOf(failed.failure().getMessage()));
        }
    }
}
