package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.runtime.driver.connection.options.OptionReader;
import io.quarkiverse.psycopg.runtime.driver.connection.options.OptionSources;
import io.smallrye.mutiny.Uni;

/**
 * How to reach a server and what the session is to be like. Immutable.
 * <p>
 * {@link #builder()} knows nothing but what it is given and the defaults; {@link #parse(String)} and {@link #fromEnvironment()}
 * also ask the {@code PG*} variables, the service file and the password file, as libpq does. Every text is checked for NUL and
 * lone surrogates when it is set (a {@link io.quarkiverse.psycopg.error.ProgrammingException}). Secrets are never shown.
 * <p>
 * PostgreSQL documentation 32.1.2, Parameter Key Words.
 */
public final class PgConnectOptions {

    private final List<HostSpec> hosts;
    private final String user;
    private final String database;
    private final String password;
    private final PasswordLookup passwordLookup;
    private final Supplier<Uni<Credentials>> credentials;
    private final PgTlsOptions tls;
    private final ChannelBinding channelBinding;
    private final Set<AuthMethod> requireAuth;
    private final int scramMaxIterations;
    private final boolean scramKeyCache;
    private final ProtocolVersion minProtocolVersion;
    private final ProtocolVersion maxProtocolVersion;
    private final Duration connectTimeout;
    private final Duration queryTimeout;
    private final TcpKeepAlive keepAlive;
    private final TargetSessionAttrs targetSessionAttrs;
    private final LoadBalanceHosts loadBalanceHosts;
    private final String applicationName;
    private final String options;
    private final Map<String, String> parameters;
    private final ReplicationMode replication;
    private final String initSql;
    private final int maxMessageSize;
    private final int statementCacheSize;
    private final int statementCacheThreshold;
    private final PlaceholderStyle placeholders;
    private final boolean echo;
    private final boolean echoValues;
    private final Consumer<Diagnostics> noticeHandler;
    private final boolean json;
    private final boolean hstore;
    private final boolean uuid;
    private final Pooler pooler;

    private PgConnectOptions(Builder b) {
        this.hosts = b.hosts;
        this.user = b.user;
        this.database = b.database;
        this.password = b.password;
        this.passwordLookup = b.passwordLookup;
        this.credentials = b.credentials;
        this.tls = b.tls;
        this.channelBinding = b.channelBinding;
        this.requireAuth = b.requireAuth;
        this.scramMaxIterations = b.scramMaxIterations;
        this.scramKeyCache = b.scramKeyCache;
        this.minProtocolVersion = b.minProtocolVersion;
        this.maxProtocolVersion = b.maxProtocolVersion;
        this.connectTimeout = b.connectTimeout;
        this.queryTimeout = b.queryTimeout;
        this.keepAlive = b.keepAlive;
        this.targetSessionAttrs = b.targetSessionAttrs;
        this.loadBalanceHosts = b.loadBalanceHosts;
        this.applicationName = b.applicationName;
        this.options = b.options;
        this.parameters = b.parameters;
        this.replication = b.replication;
        this.initSql = b.initSql;
        this.maxMessageSize = b.maxMessageSize;
        this.statementCacheSize = b.statementCacheSize;
        this.statementCacheThreshold = b.statementCacheThreshold;
        this.placeholders = b.placeholders;
        this.echo = b.echo;
        this.echoValues = b.echoValues;
        this.noticeHandler = b.noticeHandler;
        this.json = b.json;
        this.hstore = b.hstore;
        this.uuid = b.uuid;
        this.pooler = b.pooler;
    }

    /**
     * Options from libpq's keyword string or URI, completed as libpq does from the service file, the {@code PG*} variables and
     * the password file. Reads files: not for an event loop.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException for a malformed string or an unknown option
     * @throws io.quarkiverse.psycopg.error.OperationalException for a value that does not fit its option
     * @throws io.quarkiverse.psycopg.error.NotSupportedException for an option of libpq that the driver does not have
     */
    public static PgConnectOptions parse(String dsn) {
        return OptionReader.read(Objects.requireNonNull(dsn, "dsn"), OptionSources.ofProcess());
    }

    /**
     * As {@link #parse(String)}, with these variables instead of the process's. Without {@code HOME} among them no file is
     * looked for that is not named; an empty map leaves the string alone.
     */
    public static PgConnectOptions parse(String dsn, Map<String, String> environment) {
        return OptionReader.read(Objects.requireNonNull(dsn, "dsn"), OptionSources.of(environment));
    }

    /** Options from the {@code PG*} variables alone, as {@code parse("")}. */
    public static PgConnectOptions fromEnvironment() {
        return parse("");
    }

    /** As {@link #fromEnvironment()}, from these variables. */
    public static PgConnectOptions fromEnvironment(Map<String, String> environment) {
        return parse("", environment);
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Servers to try, in order. At least one; {@code localhost:5432} by default. */
    public List<HostSpec> hosts() {
        return hosts;
    }

    /** The role; by default the operating system's user. */
    public String user() {
        return user;
    }

    /** The database; by default named as the user. */
    public String database() {
        return database == null ? user : database;
    }

    /** The password, where one is given for all hosts; secret. See {@link #passwordFor(HostSpec)}. */
    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    /**
     * The password for one server: {@link #password()}, else what the password file has for it. Secret.
     */
    public Optional<String> passwordFor(HostSpec host) {
        return password != null ? Optional.of(password) : passwordLookup.find(host, database(), user);
    }

    /** Asked before every connection for user and password instead of {@link #user()} and {@link #password()}. */
    public Optional<Supplier<Uni<Credentials>>> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** TLS in detail. */
    public PgTlsOptions tls() {
        return tls;
    }

    /** Whether the login must be bound to the TLS channel. */
    public ChannelBinding channelBinding() {
        return channelBinding;
    }

    /** Ways of authentication that are allowed. Cleartext password and MD5 only by naming them; by default SCRAM and none. */
    public Set<AuthMethod> requireAuth() {
        return requireAuth;
    }

    /** How many iterations a server may ask for in SCRAM. */
    public int scramMaxIterations() {
        return scramMaxIterations;
    }

    /** Whether SCRAM's derived keys are kept in memory, per user, salt and iterations, so that reconnecting is cheap. */
    public boolean scramKeyCache() {
        return scramKeyCache;
    }

    /** Lowest acceptable protocol version. */
    public ProtocolVersion minProtocolVersion() {
        return minProtocolVersion;
    }

    /** Protocol version that is asked for; the server may negotiate it down. */
    public ProtocolVersion maxProtocolVersion() {
        return maxProtocolVersion;
    }

    /** Deadline over all of connecting, name look-up to authentication, for all hosts together; zero for none. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Deadline of one operation; zero for none. */
    public Duration queryTimeout() {
        return queryTimeout;
    }

    /** How the system finds out that the peer is gone. */
    public TcpKeepAlive keepAlive() {
        return keepAlive;
    }

    /** What kind of server is acceptable. */
    public TargetSessionAttrs targetSessionAttrs() {
        return targetSessionAttrs;
    }

    /** In which order hosts and addresses are tried. */
    public LoadBalanceHosts loadBalanceHosts() {
        return loadBalanceHosts;
    }

    /** The name shown in {@code pg_stat_activity}. */
    public Optional<String> applicationName() {
        return Optional.ofNullable(applicationName);
    }

    /** Command-line options for the server process ({@code -c name=value}). */
    public Optional<String> options() {
        return Optional.ofNullable(options);
    }

    /** Further run-time parameters that are set at the start of the session. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Whether the session speaks the replication commands. */
    public ReplicationMode replication() {
        return replication;
    }

    /** Statements that are run on every new connection. */
    public Optional<String> initSql() {
        return Optional.ofNullable(initSql);
    }

    /** Longest message accepted from the server, in bytes; a longer one closes the connection. */
    public int maxMessageSize() {
        return maxMessageSize;
    }

    /** Prepared statements kept per connection; zero for none. */
    public int statementCacheSize() {
        return statementCacheSize;
    }

    /** At which use a statement is prepared and kept. */
    public int statementCacheThreshold() {
        return statementCacheThreshold;
    }

    /** How statements mark their parameters. */
    public PlaceholderStyle placeholders() {
        return placeholders;
    }

    /** Whether statements are logged, without their values: category {@code io.quarkiverse.psycopg.sql}, level INFO. */
    public boolean echo() {
        return echo;
    }

    /** Whether statements that are logged show the values of their arguments. */
    public boolean echoValues() {
        return echoValues;
    }

    /** Takes the notices of all connections; absent where nobody asked for them. */
    public Optional<Consumer<Diagnostics>> noticeHandler() {
        return Optional.ofNullable(noticeHandler);
    }

    /** Whether json and jsonb are decoded. */
    public boolean json() {
        return json;
    }

    /** Whether hstore is decoded to maps. */
    public boolean hstore() {
        return hstore;
    }

    /** Whether uuid is decoded. */
    public boolean uuid() {
        return uuid;
    }

    /** What stands between the driver and the server. */
    public Pooler pooler() {
        return pooler;
    }

    /** How much TLS protects the connection. */
    public SslMode sslMode() {
        return tls.mode();
    }

    /** The options without secrets. */
    @Override
    public String toString() {
        return "PgConnectOptions[hosts=" + hosts + ", database=" + database() + ", user=" + user + ", password="
                + (password == null ? "none" : "***") + ", tls=" + tls + ", applicationName=" + applicationName + "]";
    }

    /** Collects options; each is checked when it is set. Not for use by several threads. */
    public static final class Builder {

        private List<HostSpec> hosts = List.of(new HostSpec("localhost", HostSpec.DEFAULT_PORT));
        private String user = System.getProperty("user.name", "postgres");
        private String database;
        private String password;
        private PasswordLookup passwordLookup = (host, database, user) -> Optional.empty();
        private Supplier<Uni<Credentials>> credentials;
        private PgTlsOptions tls = PgTlsOptions.builder().build();
        private ChannelBinding channelBinding = ChannelBinding.PREFER;
        private Set<AuthMethod> requireAuth = Collections
                .unmodifiableSet(EnumSet.of(AuthMethod.SCRAM_SHA_256, AuthMethod.NONE));
        private int scramMaxIterations = 100_000;
        private boolean scramKeyCache = false;
        private ProtocolVersion minProtocolVersion = ProtocolVersion.V3_0;
        private ProtocolVersion maxProtocolVersion = ProtocolVersion.V3_2;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration queryTimeout = Duration.ofSeconds(60);
        private TcpKeepAlive keepAlive = TcpKeepAlive.DEFAULT;
        private TargetSessionAttrs targetSessionAttrs = TargetSessionAttrs.ANY;
        private LoadBalanceHosts loadBalanceHosts = LoadBalanceHosts.DISABLE;
        private String applicationName;
        private String options;
        private Map<String, String> parameters = Map.of();
        private ReplicationMode replication = ReplicationMode.NONE;
        private String initSql;
        private int maxMessageSize = 64 * 1024 * 1024;
        private int statementCacheSize = 256;
        private int statementCacheThreshold = 1;
        private PlaceholderStyle placeholders = PlaceholderStyle.PYFORMAT;
        private boolean echo = false;
        private boolean echoValues = false;
        private Consumer<Diagnostics> noticeHandler;
        private boolean json = true;
        private boolean hstore = true;
        private boolean uuid = true;
        private Pooler pooler = Pooler.NONE;

        private Builder() {
        }

        private Builder(PgConnectOptions o) {
            this.hosts = o.hosts;
            this.user = o.user;
            this.database = o.database;
            this.password = o.password;
            this.passwordLookup = o.passwordLookup;
            this.credentials = o.credentials;
            this.tls = o.tls;
            this.channelBinding = o.channelBinding;
            this.requireAuth = o.requireAuth;
            this.scramMaxIterations = o.scramMaxIterations;
            this.scramKeyCache = o.scramKeyCache;
            this.minProtocolVersion = o.minProtocolVersion;
            this.maxProtocolVersion = o.maxProtocolVersion;
            this.connectTimeout = o.connectTimeout;
            this.queryTimeout = o.queryTimeout;
            this.keepAlive = o.keepAlive;
            this.targetSessionAttrs = o.targetSessionAttrs;
            this.loadBalanceHosts = o.loadBalanceHosts;
            this.applicationName = o.applicationName;
            this.options = o.options;
            this.parameters = o.parameters;
            this.replication = o.replication;
            this.initSql = o.initSql;
            this.maxMessageSize = o.maxMessageSize;
            this.statementCacheSize = o.statementCacheSize;
            this.statementCacheThreshold = o.statementCacheThreshold;
            this.placeholders = o.placeholders;
            this.echo = o.echo;
            this.echoValues = o.echoValues;
            this.noticeHandler = o.noticeHandler;
            this.json = o.json;
            this.hstore = o.hstore;
            this.uuid = o.uuid;
            this.pooler = o.pooler;
        }

        /** @see PgConnectOptions#hosts() */
        public Builder hosts(List<HostSpec> hosts) {
            this.hosts = checkHosts(hosts);
            return this;
        }

        /** @see PgConnectOptions#user() */
        public Builder user(String user) {
            this.user = OptionChecks.text("user", user);
            return this;
        }

        /** @see PgConnectOptions#database() */
        public Builder database(String database) {
            this.database = OptionChecks.text("dbname", database);
            return this;
        }

        /** @see PgConnectOptions#password() */
        public Builder password(String password) {
            this.password = OptionChecks.text("password", password);
            return this;
        }

        /** Where a password comes from if {@link #password(String)} is not set, such as a password file. */
        public Builder passwordLookup(PasswordLookup passwordLookup) {
            this.passwordLookup = Objects.requireNonNull(passwordLookup, "passwordLookup");
            return this;
        }

        /** @see PgConnectOptions#credentials() */
        public Builder credentials(Supplier<Uni<Credentials>> credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** @see PgConnectOptions#tls() */
        public Builder tls(PgTlsOptions tls) {
            this.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /** @see PgConnectOptions#channelBinding() */
        public Builder channelBinding(ChannelBinding channelBinding) {
            this.channelBinding = Objects.requireNonNull(channelBinding, "channelBinding");
            return this;
        }

        /** @see PgConnectOptions#requireAuth() */
        public Builder requireAuth(Set<AuthMethod> requireAuth) {
            this.requireAuth = checkMethods(requireAuth);
            return this;
        }

        /** @see PgConnectOptions#scramMaxIterations() */
        public Builder scramMaxIterations(int scramMaxIterations) {
            this.scramMaxIterations = OptionChecks.atLeast("scram-max-iterations", 1, scramMaxIterations);
            return this;
        }

        /** @see PgConnectOptions#scramKeyCache() */
        public Builder scramKeyCache(boolean scramKeyCache) {
            this.scramKeyCache = scramKeyCache;
            return this;
        }

        /** @see PgConnectOptions#minProtocolVersion() */
        public Builder minProtocolVersion(ProtocolVersion minProtocolVersion) {
            this.minProtocolVersion = Objects.requireNonNull(minProtocolVersion, "minProtocolVersion");
            return this;
        }

        /** @see PgConnectOptions#maxProtocolVersion() */
        public Builder maxProtocolVersion(ProtocolVersion maxProtocolVersion) {
            this.maxProtocolVersion = Objects.requireNonNull(maxProtocolVersion, "maxProtocolVersion");
            return this;
        }

        /** @see PgConnectOptions#connectTimeout() */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = OptionChecks.notNegative("connect_timeout", connectTimeout);
            return this;
        }

        /** @see PgConnectOptions#queryTimeout() */
        public Builder queryTimeout(Duration queryTimeout) {
            this.queryTimeout = OptionChecks.notNegative("query-timeout", queryTimeout);
            return this;
        }

        /** @see PgConnectOptions#keepAlive() */
        public Builder keepAlive(TcpKeepAlive keepAlive) {
            this.keepAlive = Objects.requireNonNull(keepAlive, "keepAlive");
            return this;
        }

        /** @see PgConnectOptions#targetSessionAttrs() */
        public Builder targetSessionAttrs(TargetSessionAttrs targetSessionAttrs) {
            this.targetSessionAttrs = Objects.requireNonNull(targetSessionAttrs, "targetSessionAttrs");
            return this;
        }

        /** @see PgConnectOptions#loadBalanceHosts() */
        public Builder loadBalanceHosts(LoadBalanceHosts loadBalanceHosts) {
            this.loadBalanceHosts = Objects.requireNonNull(loadBalanceHosts, "loadBalanceHosts");
            return this;
        }

        /** @see PgConnectOptions#applicationName() */
        public Builder applicationName(String applicationName) {
            this.applicationName = OptionChecks.text("application_name", applicationName);
            return this;
        }

        /** @see PgConnectOptions#options() */
        public Builder options(String options) {
            this.options = OptionChecks.text("options", options);
            return this;
        }

        /** @see PgConnectOptions#parameters() */
        public Builder parameters(Map<String, String> parameters) {
            this.parameters = checkParameters(parameters);
            return this;
        }

        /** @see PgConnectOptions#replication() */
        public Builder replication(ReplicationMode replication) {
            this.replication = Objects.requireNonNull(replication, "replication");
            return this;
        }

        /** @see PgConnectOptions#initSql() */
        public Builder initSql(String initSql) {
            this.initSql = OptionChecks.text("init-sql", initSql);
            return this;
        }

        /** @see PgConnectOptions#maxMessageSize() */
        public Builder maxMessageSize(int maxMessageSize) {
            this.maxMessageSize = OptionChecks.atLeast("max-message-size", 1024, maxMessageSize);
            return this;
        }

        /** @see PgConnectOptions#statementCacheSize() */
        public Builder statementCacheSize(int statementCacheSize) {
            this.statementCacheSize = OptionChecks.atLeast("statement-cache.size", 0, statementCacheSize);
            return this;
        }

        /** @see PgConnectOptions#statementCacheThreshold() */
        public Builder statementCacheThreshold(int statementCacheThreshold) {
            this.statementCacheThreshold = OptionChecks.atLeast("statement-cache.threshold", 1, statementCacheThreshold);
            return this;
        }

        /** @see PgConnectOptions#placeholders() */
        public Builder placeholders(PlaceholderStyle placeholders) {
            this.placeholders = Objects.requireNonNull(placeholders, "placeholders");
            return this;
        }

        /** @see PgConnectOptions#echoValues() */
        public Builder echoValues(boolean echoValues) {
            this.echoValues = echoValues;
            return this;
        }

        /**
         * Called for each notice, on the connection's event loop, in order; it must not block. What it throws goes to Mutiny's
         * hook for dropped failures.
         */
        public Builder noticeHandler(Consumer<Diagnostics> noticeHandler) {
            this.noticeHandler = Objects.requireNonNull(noticeHandler, "noticeHandler");
            return this;
        }

        /** @see PgConnectOptions#echo() */
        public Builder echo(boolean echo) {
            this.echo = echo;
            return this;
        }

        /** @see PgConnectOptions#json() */
        public Builder json(boolean json) {
            this.json = json;
            return this;
        }

        /** @see PgConnectOptions#hstore() */
        public Builder hstore(boolean hstore) {
            this.hstore = hstore;
            return this;
        }

        /** @see PgConnectOptions#uuid() */
        public Builder uuid(boolean uuid) {
            this.uuid = uuid;
            return this;
        }

        /** @see PgConnectOptions#pooler() */
        public Builder pooler(Pooler pooler) {
            this.pooler = Objects.requireNonNull(pooler, "pooler");
            return this;
        }

        /** One server instead of those set so far. */
        public Builder host(String host, int port) {
            return hosts(List.of(new HostSpec(host, port)));
        }

        /** Changes {@link PgConnectOptions#sslMode()} and nothing else of TLS. */
        public Builder sslMode(SslMode sslMode) {
            return tls(tls.toBuilder().mode(sslMode).build());
        }

        private static List<HostSpec> checkHosts(List<HostSpec> hosts) {
            if (hosts.isEmpty()) {
                throw OptionChecks.refused("at least one host is needed");
            }
            return List.copyOf(hosts);
        }

        private static Set<AuthMethod> checkMethods(Set<AuthMethod> methods) {
            if (methods.isEmpty()) {
                throw OptionChecks.refused("option \"require_auth\" must allow at least one method");
            }
            return Collections.unmodifiableSet(EnumSet.copyOf(methods));
        }

        private static Map<String, String> checkParameters(Map<String, String> parameters) {
            parameters.forEach((name, value) -> {
                if (OptionChecks.text("parameter name", name).isEmpty()) {
                    throw OptionChecks.refused("the name of a run-time parameter is empty");
                }
                OptionChecks.text(name, value);
            });
            return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        /** The options as they are now. */
        public PgConnectOptions build() {
            if (minProtocolVersion.compareTo(maxProtocolVersion) > 0) {
                throw OptionChecks.refused("min_protocol_version is greater than max_protocol_version");
            }
            if (pooler == Pooler.TRANSACTION) {
                PoolerOptions.check(this.parameters, this.options, this.initSql, this.replication, this.minProtocolVersion);
            }
            return new PgConnectOptions(this);
        }
    }
}
