package io.quarkiverse.psycopg.runtime.glue;

import static io.quarkiverse.psycopg.runtime.config.DatabaseName.property;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.runtime.config.DatabaseConfig;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.config.DefaultIsolation;
import io.quarkiverse.psycopg.runtime.config.ListenerConfig;
import io.quarkiverse.psycopg.runtime.config.PoolConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/**
 * The driver's options from one database's configuration. A key goes before the same option in the URL; what contradicts itself
 * is refused, with the keys in the message and no value of a secret.
 */
final class ConfiguredOptions {

    private final String name;
    private final DatabaseConfig config;

    ConfiguredOptions(String name, DatabaseConfig config) {
        this.name = name;
        this.config = config;
    }

    /** Whether there is an address at all. */
    boolean hasAddress() {
        return config.url().isPresent() || config.host().isPresent();
    }

    /**
     * How to connect.
     *
     * @param application the name to show where none is configured
     * @param credentials makes what asks the credentials provider, from the name of its bean and of the credentials
     * @throws ConfigurationException for what is missing or contradictory
     */
    PgConnectOptions connect(Optional<String> application, CredentialsFactory credentials) {
        refuseContradictions();
        try {
            PgConnectOptions.Builder builder = config.url().map(PgConnectOptions::parse)
                    .map(PgConnectOptions::toBuilder).orElseGet(PgConnectOptions::builder);
            address(builder);
            login(builder, credentials);
            session(builder, application);
            types(builder);
            return builder.build();
        } catch (PgException | IllegalArgumentException e) {
            throw new ConfigurationException("The configuration of " + DatabaseName.inWords(name) + " ("
                    + property(name, "*") + "): " + e.getMessage(), e);
        }
    }

    /** How many connections are kept. */
    PgPoolOptions pool() {
        PoolConfig pool = config.pool();
        try {
            return PgPoolOptions.builder().minSize(pool.minSize()).maxSize(pool.maxSize())
                    .acquireTimeout(pool.acquireTimeout()).idleTimeout(pool.idleTimeout()).maxLifetime(pool.maxLifetime())
                    .reset(pool.reset()).sharing(pool.sharing()).leakThreshold(pool.leakThreshold()).build();
        } catch (ProgrammingException | IllegalArgumentException e) {
            throw new ConfigurationException("The configuration of " + DatabaseName.inWords(name) + " ("
                    + property(name, "pool.*") + "): " + e.getMessage(), e);
        }
    }

    /** How to listen for notifications; the parameters are those of {@link #connect}. */
    ListenerOptions listener(Optional<String> application, CredentialsFactory credentials) {
        ListenerConfig listener = config.listener();
        try {
            ListenerOptions.Builder builder = ListenerOptions.builder().probeInterval(listener.probeInterval())
                    .bufferSize(listener.bufferSize()).overflow(listener.overflow());
            listener.url().map(url -> listenerAddress(url, application, credentials)).ifPresent(builder::connectOptions);
            return builder.build();
        } catch (PgException | IllegalArgumentException e) {
            throw new ConfigurationException("The configuration of " + DatabaseName.inWords(name) + " ("
                    + property(name, "listener.*") + "): " + e.getMessage(), e);
        }
    }

    private PgConnectOptions listenerAddress(String url, Optional<String> application, CredentialsFactory credentials) {
        PgConnectOptions.Builder builder = PgConnectOptions.parse(url).toBuilder();
        config.connectTimeout().ifPresent(builder::connectTimeout);
        tls(builder);
        login(builder, credentials);
        session(builder, application);
        return builder.pooler(Pooler.NONE).build();
    }

    private void refuseContradictions() {
        if (!hasAddress()) {
            throw new ConfigurationException(DatabaseName.inWords(name) + " has no address: set "
                    + property(name, "url") + " or " + property(name, "host"));
        }
        refuse(config.url().isPresent() && config.host().isPresent(), "url", "host", "each says where the database is");
        refuse(config.url().isPresent() && config.port().isPresent(), "url", "port", "the URL says the port");
        refuse(config.credentialsProvider().isPresent() && config.password().isPresent(), "credentials-provider", "password",
                "each says how to log in");
        refuse(config.tlsConfigurationName().isPresent() && config.sslMode().filter(SslMode.DISABLE::equals).isPresent(),
                "tls-configuration-name", "ssl-mode", "the mode is disable");
        if (config.credentialsProviderName().isPresent() && config.credentialsProvider().isEmpty()) {
            throw new ConfigurationException(property(name, "credentials-provider-name") + " is set, but "
                    + property(name, "credentials-provider") + ", the name to ask it for, is not");
        }
    }

    private void refuse(boolean both, String one, String other, String reason) {
        if (both) {
            throw new ConfigurationException(property(name, one) + " and " + property(name, other)
                    + " are both set, and " + reason + ": remove one");
        }
    }

    private void address(PgConnectOptions.Builder builder) {
        int port = config.port().orElse(HostSpec.DEFAULT_PORT);
        config.host().ifPresent(hosts -> builder.hosts(hosts.stream().map(host -> new HostSpec(host, port)).toList()));
        config.database().ifPresent(builder::database);
        config.targetSessionAttrs().ifPresent(builder::targetSessionAttrs);
        config.loadBalanceHosts().ifPresent(builder::loadBalanceHosts);
        config.connectTimeout().ifPresent(builder::connectTimeout);
        tls(builder);
    }

    private void tls(PgConnectOptions.Builder builder) {
        PgTlsOptions.Builder tls = builder.build().tls().toBuilder();
        config.sslMode().ifPresent(tls::mode);
        config.sslNegotiation().ifPresent(tls::negotiation);
        config.tlsConfigurationName().ifPresent(tls::tlsConfigurationName);
        builder.tls(tls.build());
    }

    private void login(PgConnectOptions.Builder builder, CredentialsFactory credentials) {
        config.username().ifPresent(builder::user);
        config.password().ifPresent(builder::password);
        config.credentialsProvider()
                .map(key -> credentials.create(config.credentialsProviderName(), key, builder.build().user()))
                .ifPresent(builder::credentials);
        config.channelBinding().ifPresent(builder::channelBinding);
        config.requireAuth().ifPresent(builder::requireAuth);
    }

    private void session(PgConnectOptions.Builder builder, Optional<String> application) {
        config.applicationName().or(() -> builder.build().applicationName().isPresent() ? Optional.empty() : application)
                .ifPresent(builder::applicationName);
        config.options().ifPresent(builder::options);
        config.queryTimeout().ifPresent(builder::queryTimeout);
        config.initSql().ifPresent(builder::initSql);
        config.maxMessageSize().ifPresent(size -> builder.maxMessageSize(messageSize(size.asLongValue())));
        config.statementCache().size().ifPresent(builder::statementCacheSize);
        config.statementCache().threshold().ifPresent(builder::statementCacheThreshold);
        config.pooler().ifPresent(builder::pooler);
        config.isolation().ifPresent(level -> {
            Map<String, String> parameters = new LinkedHashMap<>(builder.build().parameters());
            parameters.put(DefaultIsolation.PARAMETER, level.sql());
            builder.parameters(parameters);
        });
    }

    private int messageSize(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(property(name, "max-message-size") + " is " + bytes
                    + " bytes, and no message of PostgreSQL has more than " + Integer.MAX_VALUE);
        }
        return (int) bytes;
    }

    private void types(PgConnectOptions.Builder builder) {
        config.placeholders().ifPresent(builder::placeholders);
        config.echo().ifPresent(builder::echo);
        config.echoValues().ifPresent(builder::echoValues);
        config.json().ifPresent(builder::json);
        config.hstore().ifPresent(builder::hstore);
        config.uuid().ifPresent(builder::uuid);
    }

    /** Makes what asks a credentials provider. */
    @FunctionalInterface
    interface CredentialsFactory {

        /**
         * A source of credentials.
         *
         * @param bean the provider's bean name, where one is configured
         * @param key the credentials' name
         * @param user who logs in where the provider does not say
         */
        Supplier<Uni<Credentials>> create(Optional<String> bean, String key, String user);
    }
}
