package io.quarkiverse.psycopg.deployment;

import static io.quarkiverse.psycopg.deployment.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class PoolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(root -> root.addClass(Waiting.class))
            .overrideConfigKey("quarkus.application.name", "order-desk")
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.isolation", "serializable")
            .overrideConfigKey("quarkus.psycopg.pool.max-size", "2")
            .overrideConfigKey("quarkus.psycopg.\"audit\".devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.\"audit\".application-name", "auditor");

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("audit")
    PgPool audit;

    @Inject
    Psycopg psycopg;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @Test
    void aPoolAnswersWithTheConfiguredSession() {
        assertThat(text(pool, "SELECT current_database()")).isEqualTo("quarkus");
        assertThat(text(pool, "SHOW application_name")).isEqualTo("order-desk");
        assertThat(text(pool, "SHOW default_transaction_isolation")).isEqualTo("serializable");
        assertThat(pool.statistics().maxSize()).isEqualTo(2);
    }

    @Test
    void aNamedPoolIsAnotherDatabase() {
        assertThat(text(audit, "SELECT current_database()")).isEqualTo("audit");
        assertThat(text(audit, "SHOW application_name")).isEqualTo("auditor");
    }

    @Test
    void aTransactionCommits() {
        await(pool.execute("CREATE TABLE IF NOT EXISTS kept (i int)"));
        await(pool.inTransaction(c -> c.execute("INSERT INTO kept VALUES (%s)", 1)));

        assertThat(text(pool, "SELECT count(*)::text FROM kept")).isEqualTo("1");
    }

    @Test
    void connectionsAreOpenedByCodeToo() {
        PgConnection connection = await(psycopg.connect(url.replace("://", "://quarkus:quarkus@")));
        try {
            assertThat(await(connection.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        } finally {
            await(connection.close());
        }
    }

    @Test
    void resultsArriveOnTheCallersDuplicatedContext() throws Exception {
        Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
        CompletableFuture<Context> seen = new CompletableFuture<>();
        context.runOnContext(ignored -> pool.fetchOne("SELECT 1").onItemOrFailure().invoke((row, failure) -> {
            if (failure != null) {
                seen.completeExceptionally(failure);
            } else {
                seen.complete(Vertx.currentContext());
            }
        }).subscribe().with(row -> {
        }, failure -> {
        }));

        assertThat(seen.get(30, TimeUnit.SECONDS)).isSameAs(context);
    }

    private static String text(PgPool pool, String sql) {
        return await(pool.fetchOne(sql)).getString(0);
    }
}
