package io.quarkiverse.psycopg.deployment.replication;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.CastContext;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgType;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkus.test.QuarkusUnitTest;

/** A stream reads values as queries of its own database do, and of no other one. */
class AdaptedChangesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Waiting.class, Tables.class, Seen.class, Grade.class, GradeTypecaster.class,
                            GradeAdapter.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.replication.\"plain\".publication", "changes")
            .overrideConfigKey("quarkus.psycopg.replication.\"plain\".policy", "create")
            .overrideConfigKey("quarkus.psycopg.\"school\".devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.\"school\".replication.\"graded\".publication", "changes")
            .overrideConfigKey("quarkus.psycopg.\"school\".replication.\"graded\".policy", "create");

    record Grade(int value) {
    }

    @Singleton
    @PgDatabase("school")
    @PgType("grade")
    static class GradeTypecaster implements Typecaster<Grade> {

        @Override
        public Grade cast(String text, CastContext context) {
            return text == null ? null : new Grade(Integer.parseInt(text));
        }
    }

    @Singleton
    @PgDatabase("school")
    static class GradeAdapter implements Adapter<Grade> {

        @Override
        public Object adapt(Grade grade, SqlContext context) {
            return grade.value();
        }
    }

    @Singleton
    static class Tables {

        @Inject
        PgPool plain;

        @Inject
        @PgDatabase("school")
        PgPool school;

        void create(@Observes Startup event) {
            List.of(plain, school).forEach(pool -> pool.execute("CREATE DOMAIN grade AS int4;"
                    + " CREATE TABLE paper (id int4 PRIMARY KEY, first grade, others grade[])").await().atMost(PATIENCE));
        }
    }

    @Singleton
    static class Seen {

        final List<Row> plain = new CopyOnWriteArrayList<>();
        final List<Row> graded = new CopyOnWriteArrayList<>();

        void plain(@Observes @PgReplication("plain") RowChange.Insert<Row> insert) {
            plain.add(insert.after());
        }

        void graded(@Observes @PgReplication("graded") RowChange.Insert<Row> insert) {
            graded.add(insert.after());
        }
    }

    @Inject
    PgPool plain;

    @Inject
    @PgDatabase("school")
    PgPool school;

    @Inject
    @PgReplication("plain")
    ReplicationStream plainStream;

    @Inject
    @PgReplication("graded")
    ReplicationStream gradedStream;

    @Inject
    Seen seen;

    @Test
    void typecastersOfADatabaseReadTheValuesOfItsStreams() {
        until("both streams run",
                () -> plainStream.state() == ReplicationState.STREAMING && gradedStream.state() == ReplicationState.STREAMING);
        String insert = "INSERT INTO paper VALUES (1, 2, '{3,4}')";
        plain.execute(insert).await().atMost(PATIENCE);
        school.execute(insert).await().atMost(PATIENCE);
        until("both have the change", () -> !seen.plain.isEmpty() && !seen.graded.isEmpty());
        Row row = seen.graded.get(0);
        assertThat(row.get("first")).isEqualTo(new Grade(2));
        assertThat(row.get("others")).isEqualTo(List.of(new Grade(3), new Grade(4)))
                .isEqualTo(school.fetchOne("SELECT others FROM paper").await().atMost(PATIENCE).get(0));
        assertThat(row.get("id")).isEqualTo(1);
        assertThat(seen.plain.get(0).get("first")).isEqualTo(2);
        assertThat(gradedStream.adapt(new Grade(5))).isEqualTo(5);
        assertThat(gradedStream.adapters()).containsKey(Grade.class);
        assertThat(plainStream.adapters()).doesNotContainKey(Grade.class);
        assertThat(plainStream.typeObjects()).isEmpty();
    }
}
