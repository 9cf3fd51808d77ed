package io.quarkiverse.psycopg.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.LoadBalanceHosts;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.SslNegotiation;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * One database: where it is, who logs in, what a session is like, how many there are. A key that is set here goes before the
 * same option in {@link #url()}.
 */
@ConfigGroup
public interface DatabaseConfig {

    /**
     * Where the database is: a URI ({@code postgresql://user@host:5432/name?sslmode=require}) or a keyword string
     * ({@code host=… dbname=…}), as libpq takes them. Several hosts are tried in order. Without this and {@code host} a
     * database starts by itself in dev and test mode.
     */
    Optional<@WithConverter(TrimmedStringConverter.class) String> url();

    /**
     * The servers' names or addresses, tried in order; instead of {@code url}, or before its hosts.
     */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> host();

    /**
     * The servers' port.
     */
    @ConfigDocDefault("5432")
    OptionalInt port();

    /**
     * The database's name.
     */
    @ConfigDocDefault("the user's name")
    Optional<@WithConverter(TrimmedStringConverter.class) String> database();

    /**
     * The role that logs in.
     */
    @ConfigDocDefault("the operating system's user")
    Optional<@WithConverter(TrimmedStringConverter.class) String> username();

    /**
     * The role's password.
     */
    Optional<String> password();

    /**
     * Name of the credentials that a credentials provider is asked for before every physical connection, instead of
     * {@code username} and {@code password}. An answer is used for that one connection. Where it has an {@code expires-at}, the
     * pool does not hand the connection out after that time. While the provider fails, callers wait for the pool's next attempt
     * up to {@code pool.acquire-timeout}; an answer without a password, or a provider that is not there, fails them at once.
     */
    Optional<@WithConverter(TrimmedStringConverter.class) String> credentialsProvider();

    /**
     * Name of the credentials provider's bean, where there are several.
     */
    Optional<@WithConverter(TrimmedStringConverter.class) String> credentialsProviderName();

    /**
     * Whether the database is used in this run of the application. If not, injecting it statically is an error at start-up, and
     * an {@code InjectableInstance} tells it by {@code getHandle().getBean().isActive()}.
     */
    @WithDefault("true")
    boolean active();

    /**
     * How much TLS protects the connection: {@code disable}, {@code allow}, {@code prefer}, {@code require}, {@code verify-ca},
     * {@code verify-full}. Only the last two know whom they talk to.
     */
    @ConfigDocDefault("prefer")
    Optional<SslMode> sslMode();

    /**
     * How TLS starts: {@code postgres} asks first, {@code direct} saves that round trip with servers from 17 and needs
     * {@code ssl-mode} {@code require} or higher.
     */
    @ConfigDocDefault("postgres")
    Optional<SslNegotiation> sslNegotiation();

    /**
     * Whether the login is bound to the TLS channel, so that nobody in between can pass it on: {@code disable},
     * {@code prefer}, {@code require}.
     */
    @ConfigDocDefault("prefer")
    Optional<ChannelBinding> channelBinding();

    /**
     * Ways of logging in that are allowed. A server that asks for another gets no secret.
     */
    @ConfigDocDefault("scram-sha-256,none")
    Optional<Set<AuthMethod>> requireAuth();

    /**
     * Name of the configuration in Quarkus's TLS registry that has certificates and trust. Without it the default one of the
     * registry is not used; {@code url} can name files as libpq does.
     */
    Optional<@WithConverter(TrimmedStringConverter.class) String> tlsConfigurationName();

    /**
     * Which kind of server is acceptable: {@code any}, {@code read-write}, {@code read-only}, {@code primary}, {@code standby},
     * {@code prefer-standby}.
     */
    @ConfigDocDefault("any")
    Optional<TargetSessionAttrs> targetSessionAttrs();

    /**
     * In which order hosts and their addresses are tried: {@code disable} for the given one, {@code random}.
     */
    @ConfigDocDefault("disable")
    Optional<LoadBalanceHosts> loadBalanceHosts();

    /**
     * The name shown in {@code pg_stat_activity}.
     */
    @ConfigDocDefault("the application's name")
    Optional<@WithConverter(TrimmedStringConverter.class) String> applicationName();

    /**
     * Command-line options for the server process, such as {@code -c geqo=off}.
     */
    Optional<String> options();

    /**
     * How long connecting may take, from the look-up of the name to the login, all hosts together; 0 for no limit.
     */
    @ConfigDocDefault("10S")
    Optional<Duration> connectTimeout();

    /**
     * How long one operation may take, waiting for its turn included; 0 for no limit. One that takes longer is cancelled on the
     * server and fails.
     */
    @ConfigDocDefault("60S")
    Optional<Duration> queryTimeout();

    /**
     * How statements mark their parameters: {@code pyformat} for {@code %s} and {@code %(name)s}, {@code numeric} for
     * {@code $1}.
     */
    @ConfigDocDefault("pyformat")
    Optional<PlaceholderStyle> placeholders();

    /**
     * Whether statements are logged, without their values.
     */
    @ConfigDocDefault("false")
    Optional<Boolean> echo();

    /**
     * Whether statements that are logged show the values of their arguments. Logs then hold data of the database.
     */
    @ConfigDocDefault("false")
    Optional<Boolean> echoValues();

    /**
     * Whether {@code json} and {@code jsonb} are decoded; if not, they are text.
     */
    @ConfigDocDefault("true")
    Optional<Boolean> json();

    /**
     * Whether {@code hstore} is decoded to maps; if not, it is text.
     */
    @ConfigDocDefault("true")
    Optional<Boolean> hstore();

    /**
     * Whether {@code uuid} is decoded to {@code UUID}; if not, it is text.
     */
    @ConfigDocDefault("true")
    Optional<Boolean> uuid();

    /**
     * Isolation level of transactions that do not name one: {@code read-uncommitted}, {@code read-committed},
     * {@code repeatable-read}, {@code serializable}.
     */
    @ConfigDocDefault("the server's")
    Optional<DefaultIsolation> isolation();

    /**
     * Statements that are run on every new connection before it is used.
     */
    Optional<String> initSql();

    /**
     * Longest message accepted from the server; a longer one closes the connection.
     */
    @ConfigDocDefault("64M")
    Optional<MemorySize> maxMessageSize();

    /**
     * The pool.
     */
    PoolConfig pool();

    /**
     * Statements that a connection keeps prepared.
     */
    StatementCacheConfig statementCache();

    /**
     * What stands between the application and the server: {@code none}, or {@code transaction} for a pooler such as PgBouncer
     * that gives a connection out for one transaction at a time.
     */
    @ConfigDocDefault("none")
    Optional<Pooler> pooler();

    /**
     * The connection that listens for notifications.
     */
    ListenerConfig listener();

    /**
     * Streams of changes, by name.
     */
    @ConfigDocMapKey("stream")
    Map<String, ReplicationConfig> replication();
}
