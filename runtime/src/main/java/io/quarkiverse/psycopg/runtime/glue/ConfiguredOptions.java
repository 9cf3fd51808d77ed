package io.quarkiverse.psycopg.runtime.glue;

import static io.quarkiverse.psycopg.runtime.config.DatabaseName.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            PgConnectOptions url = config.url().isPresent() ? PgConnectOptions.parse(config.url().get())
                    : PgConnectOptions.builder().build();
            PgConnectOptions.Builder builder = url.toBuilder();
            address(builder, url);
            tls(builder, url.tls());
            login(builder, url, credentials);
            session(builder, url, application);
            types(builder, url);
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
            if (listener.url().isPresent()) {
                builder.connectOptions(listenerAddress(listener.url().get(), application, credentials));
            }
            return builder.build();
        } catch (PgException | IllegalArgumentException e) {
            throw new ConfigurationException("The configuration of " + DatabaseName.inWords(name) + " ("
                    + property(name, "listener.*") + "): " + e.getMessage(), e);
        }
    }

    private PgConnectOptions listenerAddress(String address, Optional<String> application, CredentialsFactory credentials) {
        PgConnectOptions url = PgConnectOptions.parse(address);
        PgConnectOptions.Builder builder = url.toBuilder().connectTimeout(config.connectTimeout().orElse(url.connectTimeout()));
        tls(builder, url.tls());
        login(builder, url, credentials);
        session(builder, url, application);
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
        refuse(config.tlsConfigurationName().isPresent() && config.sslMode().orElse(null) == SslMode.DISABLE,
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

    private void address(PgConnectOptions.Builder builder, PgConnectOptions url) {
        if (config.host().isPresent()) {
            int port = config.port().orElse(HostSpec.DEFAULT_PORT);
            List<HostSpec> hosts = new ArrayList<>();
            for (String host : config.host().get()) {
                hosts.add(new HostSpec(host, port));
            }
            builder.hosts(hosts);
        }
        if (config.database().isPresent()) {
            builder.database(config.database().get());
        }
        builder.targetSessionAttrs(config.targetSessionAttrs().orElse(url.targetSessionAttrs()))
                .loadBalanceHosts(config.loadBalanceHosts().orElse(url.loadBalanceHosts()))
                .connectTimeout(config.connectTimeout().orElse(url.connectTimeout()));
    }

    private void tls(PgConnectOptions.Builder builder, PgTlsOptions url) {
        PgTlsOptions.Builder tls = url.toBuilder().mode(config.sslMode().orElse(url.mode()))
                .negotiation(config.sslNegotiation().orElse(url.negotiation()));
        if (config.tlsConfigurationName().isPresent()) {
            tls.tlsConfigurationName(config.tlsConfigurationName().get());
        }
        builder.tls(tls.build());
    }

    private void login(PgConnectOptions.Builder builder, PgConnectOptions url, CredentialsFactory credentials) {
        String user = config.username().orElse(url.user());
        builder.user(user).channelBinding(config.channelBinding().orElse(url.channelBinding()))
                .requireAuth(config.requireAuth().orElse(url.requireAuth()));
        if (config.password().isPresent()) {
            builder.password(config.password().get());
        }
        if (config.credentialsProvider().isPresent()) {
            builder.credentials(
                    credentials.create(config.credentialsProviderName(), config.credentialsProvider().get(), user));
        }
    }

    private void session(PgConnectOptions.Builder builder, PgConnectOptions url, Optional<String> application) {
        if (config.applicationName().isPresent()) {
            builder.applicationName(config.applicationName().get());
        } else if (url.applicationName().isEmpty() && application.isPresent()) {
            builder.applicationName(application.get());
        }
        if (config.options().isPresent()) {
            builder.options(config.options().get());
        }
        if (config.initSql().isPresent()) {
            builder.initSql(config.initSql().get());
        }
        if (config.maxMessageSize().isPresent()) {
            builder.maxMessageSize(messageSize(config.maxMessageSize().get().asLongValue()));
        }
        if (config.isolation().isPresent()) {
            Map<String, String> parameters = new LinkedHashMap<>(url.parameters());
            parameters.put(DefaultIsolation.PARAMETER, config.isolation().get().sql());
            builder.parameters(parameters);
        }
        builder.queryTimeout(config.queryTimeout().orElse(url.queryTimeout()))
                .statementCacheSize(config.statementCache().size().orElse(url.statementCacheSize()))
                .statementCacheThreshold(config.statementCache().threshold().orElse(url.statementCacheThreshold()))
                .pooler(config.pooler().orElse(url.pooler()));
    }

    private int messageSize(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(property(name, "max-message-size") + " is " + bytes
                    + " bytes, and no message of PostgreSQL has more than " + Integer.MAX_VALUE);
        }
        return (int) bytes;
    }

    private void types(PgConnectOptions.Builder builder, PgConnectOptions url) {
        builder.placeholders(config.placeholders().orElse(url.placeholders())).echo(config.echo().orElse(url.echo()))
                .echoValues(config.echoValues().orElse(url.echoValues())).json(config.json().orElse(url.json()))
                .hstore(config.hstore().orElse(url.hstore())).uuid(config.uuid().orElse(url.uuid()));
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
