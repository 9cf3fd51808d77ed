package io.quarkiverse.psycopg.deployment;

import static io.quarkiverse.psycopg.deployment.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class CredentialsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.devservices.init-script-path", "roles.sql")
            .withApplicationRoot(root -> root.addClasses(Waiting.class, Vault.class).addAsResource(
                    new StringAsset("CREATE ROLE rotated LOGIN PASSWORD 'first'"), "roles.sql"))
            .overrideConfigKey("quarkus.psycopg.\"rotating\".url", "${quarkus.psycopg.url}")
            .overrideConfigKey("quarkus.psycopg.\"rotating\".credentials-provider", "rotating")
            .overrideConfigKey("quarkus.psycopg.\"silent\".url", "${quarkus.psycopg.url}")
            .overrideConfigKey("quarkus.psycopg.\"silent\".credentials-provider", "silent")
            .overrideConfigKey("quarkus.psycopg.\"silent\".pool.acquire-timeout", "1H")
            .overrideConfigKey("quarkus.psycopg.\"nobody\".url", "${quarkus.psycopg.url}")
            .overrideConfigKey("quarkus.psycopg.\"nobody\".credentials-provider", "any")
            .overrideConfigKey("quarkus.psycopg.\"nobody\".credentials-provider-name", "no-such-bean")
            .overrideConfigKey("quarkus.psycopg.\"nobody\".pool.acquire-timeout", "1H")
            .overrideConfigKey("quarkus.psycopg.\"sealed\".url", "${quarkus.psycopg.url}")
            .overrideConfigKey("quarkus.psycopg.\"sealed\".credentials-provider", "sealed")
            .overrideConfigKey("quarkus.psycopg.\"sealed\".pool.acquire-timeout", "1H");

    @Singleton
    @Unremovable
    static class Vault implements CredentialsProvider {

        static final AtomicInteger ASKED = new AtomicInteger();
        static volatile String password = "first";
        static volatile int sealedFor = 2;
        static volatile Instant expiry = Instant.now().plus(1, ChronoUnit.DAYS);

        @Override
        public Uni<Map<String, String>> getCredentialsAsync(String name) {
            ASKED.incrementAndGet();
            if (name.equals("sealed") && --sealedFor >= 0) {
                return Uni.createFrom().failure(new IllegalStateException("the vault is sealed"));
            }
            return Uni.createFrom().item(name.equals("silent") ? Map.of()
                    : Map.of(USER_PROPERTY_NAME, "rotated", PASSWORD_PROPERTY_NAME, password,
                            EXPIRATION_TIMESTAMP_PROPERTY_NAME, expiry.toString()));
        }
    }

    @Inject
    PgPool administrator;

    @Inject
    @PgDatabase("rotating")
    PgPool rotating;

    @Inject
    @PgDatabase("silent")
    PgPool silent;

    @Test
    void everyPhysicalConnectionAsksAndExpiryIsKeptTo() {
        Vault.expiry = Instant.now().plusSeconds(4);
        assertThat(user()).isEqualTo("rotated");
        int first = Vault.ASKED.get();
        int backend = backend();
        assertThat(Vault.ASKED).as("a connection that is used again asks nobody").hasValue(first);

        Vault.password = "second";
        await(administrator.execute("ALTER ROLE rotated PASSWORD 'second'"));
        Instant old = Vault.expiry;
        Vault.expiry = Instant.now().plusSeconds(3_600);
        await(Uni.createFrom().voidItem().onItem().delayIt().by(Duration.between(Instant.now(), old.plusMillis(50))));

        assertThat(backend()).as("a connection made with the new password").isNotEqualTo(backend);
        assertThat(Vault.ASKED).hasValueGreaterThan(first);
        assertThat(user()).isEqualTo("rotated");
    }

    /** The acquire timeout is an hour: who waits is told at once, or this fails by its own patience. */
    @Test
    void whatAnotherAttemptWouldNotChangeIsToldAtOnce() {
        assertThatThrownBy(() -> await(silent.fetchOne("SELECT 1"))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("no password for 'silent'");
        assertThatThrownBy(() -> await(nobody.fetchOne("SELECT 1"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("'no-such-bean'").hasMessageContaining("'any'");
    }

    @Test
    void aProviderThatFailsForAWhileIsAskedAgain() {
        assertThat(await(sealed.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        assertThat(Vault.sealedFor).isNegative();
    }

    @Inject
    @PgDatabase("nobody")
    PgPool nobody;

    @Inject
    @PgDatabase("sealed")
    PgPool sealed;

    private String user() {
        return await(rotating.fetchOne("SELECT current_user::text")).getString(0);
    }

    private int backend() {
        return await(rotating.fetchOne("SELECT pg_backend_pid()")).getInt(0);
    }
}
