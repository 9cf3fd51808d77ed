package io.quarkiverse.psycopg.runtime.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PoolReset;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.SslNegotiation;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.notification.ListenerOverflow;
import io.quarkiverse.psycopg.runtime.config.DatabaseConfig;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.config.PsycopgRuntimeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;

class ConfiguredOptionsTest {

    @Test
    void everyKeyReachesItsOption() {
        PgConnectOptions options = connect(Map.ofEntries(
                Map.entry("host", "a,b"), Map.entry("port", "6432"), Map.entry("database", "orders"),
                Map.entry("username", "clerk"), Map.entry("password", "pencil"), Map.entry("ssl-mode", "require"),
                Map.entry("ssl-negotiation", "direct"), Map.entry("require-auth", "scram-sha-256,md5"),
                Map.entry("tls-configuration-name", "pg"), Map.entry("target-session-attrs", "prefer-standby"),
                Map.entry("options", "-c geqo=off"), Map.entry("connect-timeout", "3S"), Map.entry("query-timeout", "0S"),
                Map.entry("placeholders", "numeric"), Map.entry("echo", "true"), Map.entry("json", "false"),
                Map.entry("isolation", "serializable"), Map.entry("init-sql", "SET work_mem = '1MB'"),
                Map.entry("statement-cache.size", "7")));

        assertThat(options.hosts()).extracting(h -> h.host() + ":" + h.port()).containsExactly("a:6432", "b:6432");
        assertThat(options.database()).isEqualTo("orders");
        assertThat(options.password()).contains("pencil");
        assertThat(options.tls().negotiation()).isEqualTo(SslNegotiation.DIRECT);
        assertThat(options.tls().tlsConfigurationName()).contains("pg");
        assertThat(options.requireAuth()).containsExactlyInAnyOrder(AuthMethod.SCRAM_SHA_256, AuthMethod.MD5);
        assertThat(options.targetSessionAttrs()).isEqualTo(TargetSessionAttrs.PREFER_STANDBY);
        assertThat(options.options()).contains("-c geqo=off");
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.queryTimeout()).isZero();
        assertThat(options.echo()).isTrue();
        assertThat(options.json()).isFalse();
        assertThat(options.parameters()).containsEntry("default_transaction_isolation", "serializable");
        assertThat(options.initSql()).contains("SET work_mem = '1MB'");
        assertThat(options.statementCacheSize()).isEqualTo(7);
        assertThat(options.applicationName()).contains("desk");
        assertThat(connect(Map.of("host", "h", "pooler", "transaction")).pooler()).isEqualTo(Pooler.TRANSACTION);
    }

    @Test
    void optionsOfTheSessionDoNotGoTogetherWithAPooler() {
        assertThatThrownBy(() -> connect(Map.of("host", "h", "options", "-c geqo=off", "pooler", "transaction")))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("option \"options\"")
                .hasMessageContaining("ALTER ROLE");
    }

    @Test
    void theReferencesDefaultsAreTheDriversDefaults() {
        PgPoolOptions configured = options(Map.of("host", "h")).pool();

        assertThat(configured.toString()).isEqualTo(PgPoolOptions.builder().build().toString());
        assertThat(connect(Map.of("host", "h")).queryTimeout()).isEqualTo(PgConnectOptions.builder().build().queryTimeout())
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void poolKeysReachThePool() {
        PgPoolOptions pool = options(Map.of("pool.min-size", "2", "pool.max-size", "4", "pool.acquire-timeout", "5S",
                "pool.reset", "always", "pool.sharing", "false", "pool.leak-threshold", "1M")).pool();

        assertThat(pool.minSize()).isEqualTo(2);
        assertThat(pool.maxSize()).isEqualTo(4);
        assertThat(pool.acquireTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pool.reset()).isEqualTo(PoolReset.ALWAYS);
        assertThat(pool.sharing()).isFalse();
        assertThat(pool.leakThreshold()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void contradictionsNameBothKeysAndNoSecret() {
        refused(Map.of("url", "postgresql://h", "host", "h"), "quarkus.psycopg.url", "quarkus.psycopg.host", "both set");
        refused(Map.of("url", "postgresql://h", "port", "1"), "quarkus.psycopg.port");
        refused(Map.of("host", "h", "credentials-provider", "vault", "password", "s3cret"),
                "quarkus.psycopg.credentials-provider", "quarkus.psycopg.password");
        refused(Map.of("host", "h", "credentials-provider-name", "bean"), "quarkus.psycopg.credentials-provider");
        refused(Map.of("host", "h", "ssl-mode", "disable", "tls-configuration-name", "own"),
                "quarkus.psycopg.tls-configuration-name", "quarkus.psycopg.ssl-mode");
        refused(Map.of("host", "h", "max-message-size", "3G"), "quarkus.psycopg.max-message-size", "3221225472");
        refused(Map.of("host", "h", "ssl-mode", "prefer", "ssl-negotiation", "direct"), "quarkus.psycopg.*", "sslnegotiation");
    }

    @Test
    void whatIsMissingIsNamed() {
        refused(Map.of("username", "u"), "the default database has no address", "quarkus.psycopg.url");
    }

    @Test
    void aPoolThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> options(Map.of("pool.min-size", "5", "pool.max-size", "4")).pool())
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("quarkus.psycopg.pool.*")
                .hasMessageContaining("min-size 5");
    }

    @Test
    void aCredentialsProviderIsAskedByItsKey() {
        PgConnectOptions options = options(Map.of("host", "h", "username", "clerk", "credentials-provider", "vault"))
                .connect(Optional.empty(), (bean, key, user) -> () -> Uni.createFrom().item(new Credentials(user, key)));

        assertThat(options.credentials().orElseThrow().get().await().atMost(Duration.ofSeconds(5)))
                .isEqualTo(new Credentials("clerk", "vault"));
    }

    @Test
    void listenerHasAnAddressOfItsOwnWithTheDatabasesLogin() {
        ListenerOptions listener = options(Map.of("url", "postgresql://pooled/shop", "pooler", "transaction", "username",
                "clerk", "listener.url", "postgresql://direct:5433/shop", "listener.probe-interval", "2S",
                "listener.buffer-size", "7", "listener.overflow", "pause"))
                .listener(Optional.of("desk"), (bean, key, user) -> null);
        PgConnectOptions address = listener.connectOptions().orElseThrow();
        assertThat(address.hosts()).containsExactly(new HostSpec("direct", 5433));
        assertThat(address.user()).isEqualTo("clerk");
        assertThat(address.pooler()).isEqualTo(Pooler.NONE);
        assertThat(listener.probeInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(listener.bufferSize()).isEqualTo(7);
        assertThat(listener.overflow()).isEqualTo(ListenerOverflow.PAUSE);
        ListenerOptions usual = options(Map.of("host", "h")).listener(Optional.empty(), (bean, key, user) -> null);
        assertThat(usual.connectOptions()).isEmpty();
        assertThat(usual.overflow()).isEqualTo(ListenerOverflow.GAP);
        assertThatThrownBy(() -> options(Map.of("host", "h", "listener.buffer-size", "0")).listener(Optional.empty(),
                (bean, key, user) -> null)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.psycopg.listener.*").hasMessageContaining("at least 1");
    }

    @Test
    void theListenersAddressIsNoDatabaseOfItsOwnKind() {
        DatabaseConfig config = config(Map.of("host", "h", "listener.url", "postgresql://direct"));

        assertThat(config.listener().url()).contains("postgresql://direct");
        assertThat(config.listener().probeInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    private static void refused(Map<String, String> keys, String... words) {
        assertThatThrownBy(() -> connect(keys)).isInstanceOf(ConfigurationException.class).message().contains(words)
                .doesNotContain("s3cret");
    }

    private static PgConnectOptions connect(Map<String, String> keys) {
        return options(keys).connect(Optional.of("desk"), (bean, key, user) -> null);
    }

    private static ConfiguredOptions options(Map<String, String> keys) {
        return new ConfiguredOptions(DatabaseName.DEFAULT, config(keys));
    }

    private static DatabaseConfig config(Map<String, String> keys) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(PsycopgRuntimeConfig.class);
        keys.forEach((key, value) -> builder.withDefaultValue("quarkus.psycopg." + key, value));
        return builder.build().getConfigMapping(PsycopgRuntimeConfig.class).databases().get(DatabaseName.DEFAULT);
    }
}
