package io.quarkiverse.psycopg.deployment;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.ConnectionFactory;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.ForwardingConnection;
import io.quarkiverse.psycopg.ForwardingCursor;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgNotice;
import io.quarkiverse.psycopg.PgPool;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Factories that are beans make the connections and cursors of their database; notices are events. */
class FactoryBeansTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Waiting.class, OwnCursor.class, OwnCursors.class, OwnConnection.class,
                    AuditConnections.class, Notices.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.\"audit\".url", "${quarkus.psycopg.url}")
            .overrideConfigKey("quarkus.psycopg.\"audit\".username", "${quarkus.psycopg.username}")
            .overrideConfigKey("quarkus.psycopg.\"audit\".password", "${quarkus.psycopg.password}");

    static class OwnCursor extends ForwardingCursor {
        OwnCursor(PgCursor cursor) {
            super(cursor);
        }
    }

    @Singleton
    static class OwnCursors implements CursorFactory {
        @Override
        public PgCursor create(PgCursor cursor) {
            return new OwnCursor(cursor);
        }
    }

    static class OwnConnection extends ForwardingConnection {
        OwnConnection(PgConnection connection) {
            super(connection);
        }
    }

    @Singleton
    @PgDatabase("audit")
    static class AuditConnections implements ConnectionFactory {
        @Override
        public PgConnection create(PgConnection connection) {
            return new OwnConnection(connection);
        }
    }

    @Singleton
    static class Notices {

        static final List<String> ALL = new CopyOnWriteArrayList<>();
        static final List<String> AUDIT = new CopyOnWriteArrayList<>();

        void any(@Observes PgNotice notice) {
            ALL.add(notice.database() + ": " + notice.severity().orElse("") + " " + notice.message().orElse(""));
        }

        void audit(@Observes @PgDatabase("audit") PgNotice notice) {
            AUDIT.add(notice.message().orElse(""));
        }
    }

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("audit")
    PgPool audit;

    @Test
    void cursorsOfTheDefaultDatabaseAreTheFactorys() {
        boolean own = await(pool.withCursor(cursor -> Uni.createFrom().item(cursor instanceof OwnCursor)));
        assertThat(own).isTrue();
        boolean plain = await(audit.withCursor(cursor -> Uni.createFrom().item(cursor instanceof OwnCursor)));
        assertThat(plain).isFalse();
    }

    @Test
    void connectionsOfTheNamedDatabaseAreTheFactorys() {
        PgConnection own = await(audit.acquire());
        PgConnection plain = await(pool.acquire());
        assertThat(own).isInstanceOf(OwnConnection.class);
        assertThat(plain).isNotInstanceOf(OwnConnection.class);
        await(own.close());
        await(plain.close());
    }

    @Test
    void noticesAreEvents() {
        await(pool.execute("DO $$ BEGIN RAISE NOTICE 'of the default'; END $$"));
        await(audit.execute("DO $$ BEGIN RAISE WARNING 'of audit'; END $$"));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while ((Notices.ALL.size() < 2 || Notices.AUDIT.isEmpty()) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(Notices.ALL).containsExactlyInAnyOrder("<default>: NOTICE of the default", "audit: WARNING of audit");
        assertThat(Notices.AUDIT).containsExactly("of audit");
    }
}
