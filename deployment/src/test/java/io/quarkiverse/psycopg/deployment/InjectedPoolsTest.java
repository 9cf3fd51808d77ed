package io.quarkiverse.psycopg.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.test.QuarkusUnitTest;

class InjectedPoolsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.psycopg.host", "db1.invalid,db2.invalid")
            .overrideConfigKey("quarkus.psycopg.username", "clerk")
            .overrideConfigKey("quarkus.psycopg.ssl-mode", "verify-full")
            .overrideConfigKey("quarkus.psycopg.listener.url", "postgresql://elsewhere.invalid/db")
            .overrideConfigKey("quarkus.psycopg.isolation", "repeatable-read")
            .overrideConfigKey("quarkus.psycopg.pool.max-size", "3")
            .overrideConfigKey("quarkus.psycopg.\"audit\".url",
                    "postgresql://auditor@audit.invalid:6432/trail?application_name=trail")
            .overrideConfigKey("quarkus.psycopg.\"audit\".placeholders", "numeric")
            .overrideConfigKey("quarkus.psycopg.\"audit\".max-message-size", "1M")
            .overrideConfigKey("quarkus.psycopg.\"off\".url", "postgresql://off.invalid")
            .overrideConfigKey("quarkus.psycopg.\"off\".active", "false");

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("audit")
    PgPool audit;

    @Inject
    @PgDatabase("off")
    Instance<PgPool> off;

    @Inject
    @Any
    Instance<PgPool> all;

    @Inject
    Psycopg psycopg;

    @Inject
    Databases databases;

    @ConfigProperty(name = "quarkus.psycopg.url")
    Optional<String> url;

    @Test
    void eachDatabaseHasItsBean() {
        assertThat(pool).isNotNull().isNotSameAs(audit);
        assertThat(audit).isNotNull();
        assertThat(psycopg).isNotNull();
        assertThat(all.handlesStream().count()).isEqualTo(3);
    }

    @Test
    void poolsCanBeLookedUpByCode() {
        assertThat(CDI.current().select(PgPool.class, PgDatabase.Literal.of("audit")).isResolvable()).isTrue();
        assertThat(Arc.container().instance(PgPool.class).get()).isSameAs(pool);
        assertThat(CDI.current().select(PgPool.class, PgDatabase.Literal.of("nobody")).isUnsatisfied()).isTrue();
    }

    @Test
    void aPoolThatNobodyUsesIsNotMade() {
        assertThat(databases.existingPool(DatabaseName.DEFAULT)).isEmpty();
        assertThat(databases.existingPool("audit")).isEmpty();
        assertThat(databases.inUse()).containsExactly(DatabaseName.DEFAULT, "audit");
    }

    @Test
    void aDatabaseThatIsSwitchedOffSaysSo() {
        assertThat(databases.active("off").value()).isFalse();
        assertThatThrownBy(() -> off.get().isClosed()).isInstanceOf(InactiveBeanException.class)
                .hasMessageContaining("quarkus.psycopg.\"off\".active=false");
    }

    @Test
    void noDevServiceStartsWhereAnAddressIsConfigured() {
        assertThat(url).isEmpty();
    }

    @Test
    void keysBecomeOptions() {
        PgConnectOptions options = databases.connectOptions(DatabaseName.DEFAULT);

        assertThat(options.hosts()).extracting(h -> h.host() + ":" + h.port()).containsExactly("db1.invalid:5432",
                "db2.invalid:5432");
        assertThat(options.user()).isEqualTo("clerk");
        assertThat(options.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(options.parameters()).containsEntry("default_transaction_isolation", "repeatable read");
        assertThat(databases.config(DatabaseName.DEFAULT).pool().maxSize()).isEqualTo(3);
    }

    @Test
    void keysGoBeforeTheUrl() {
        PgConnectOptions options = databases.connectOptions("audit");

        assertThat(options.hosts()).extracting(h -> h.host() + ":" + h.port()).containsExactly("audit.invalid:6432");
        assertThat(options.user()).isEqualTo("auditor");
        assertThat(options.database()).isEqualTo("trail");
        assertThat(options.applicationName()).contains("trail");
        assertThat(options.placeholders()).isEqualTo(PlaceholderStyle.NUMERIC);
        assertThat(options.maxMessageSize()).isEqualTo(1 << 20);
    }
}
