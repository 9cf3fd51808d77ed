package io.quarkiverse.psycopg;

import java.time.Duration;
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

    private final ServerSettings server;
    private final LoginSettings login;
    private final SessionSettings session;
    private final StatementSettings statements;

    private PgConnectOptions(Builder b) {
        this.server = new ServerSettings(b.server);
        this.login = new LoginSettings(b.login);
        this.session = new SessionSettings(b.session);
        this.statements = new StatementSettings(b.statements);
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
        return server.hosts;
    }

    /** What kind of server is acceptable; any by default. */
    public TargetSessionAttrs targetSessionAttrs() {
        return server.targetSessionAttrs;
    }

    /** In which order hosts and addresses are tried; as they are named by default. */
    public LoadBalanceHosts loadBalanceHosts() {
        return server.loadBalanceHosts;
    }

    /**
     * Deadline over all of connecting, name look-up to authentication, for all hosts together; zero for none, 10 s by default.
     */
    public Duration connectTimeout() {
        return server.connectTimeout;
    }

    /** How the system finds out that the peer is gone. */
    public TcpKeepAlive keepAlive() {
        return server.keepAlive;
    }

    /** Lowest acceptable protocol version; 3.0 by default. */
    public ProtocolVersion minProtocolVersion() {
        return server.minProtocolVersion;
    }

    /** Protocol version that is asked for, which the server may negotiate down; 3.2 by default. */
    public ProtocolVersion maxProtocolVersion() {
        return server.maxProtocolVersion;
    }

    /** Longest message accepted from the server, in bytes; a longer one closes the connection. 64 MiB by default. */
    public int maxMessageSize() {
        return server.maxMessageSize;
    }

    /** What stands between the driver and the server; nothing by default. */
    public Pooler pooler() {
        return server.pooler;
    }

    /** The role; by default the operating system's user. */
    public String user() {
        return login.user;
    }

    /** The database; by default named as the user. */
    public String database() {
        return login.databaseOrUser();
    }

    /** The password, where one is given for all hosts; secret. See {@link #passwordFor(HostSpec)}. */
    public Optional<String> password() {
        return Optional.ofNullable(login.password);
    }

    /** The password for one server: {@link #password()}, else what the password file has for it. Secret. */
    public Optional<String> passwordFor(HostSpec host) {
        return login.password != null || login.passwordLookup == null ? password()
                : login.passwordLookup.find(host, database(), user());
    }

    /** Asked before every connection for user and password, in place of {@link #user()} and {@link #password()}. */
    public Optional<Supplier<Uni<Credentials>>> credentials() {
        return Optional.ofNullable(login.credentials);
    }

    /** TLS in detail. */
    public PgTlsOptions tls() {
        return login.tls;
    }

    /** How much TLS protects the connection; prefer by default. */
    public SslMode sslMode() {
        return login.tls.mode();
    }

    /** Whether the login must be bound to the TLS channel; where the server can by default. */
    public ChannelBinding channelBinding() {
        return login.channelBinding;
    }

    /** Ways of authentication that are allowed. Cleartext password and MD5 only by naming them; by default SCRAM and none. */
    public Set<AuthMethod> requireAuth() {
        return login.requireAuth;
    }

    /** How many iterations a server may ask for in SCRAM; 100,000 by default. */
    public int scramMaxIterations() {
        return login.scramMaxIterations;
    }

    /**
     * Whether SCRAM's derived keys are kept in memory, per user, salt and iterations, so that reconnecting is cheap; off by
     * default.
     */
    public boolean scramKeyCache() {
        return login.scramKeyCache;
    }

    /** The name shown in {@code pg_stat_activity}. */
    public Optional<String> applicationName() {
        return Optional.ofNullable(session.applicationName);
    }

    /** Command-line options for the server process ({@code -c name=value}). */
    public Optional<String> options() {
        return Optional.ofNullable(session.options);
    }

    /** Further run-time parameters that are set at the start of the session. */
    public Map<String, String> parameters() {
        return session.parameters;
    }

    /** Whether the session speaks the replication commands; not by default. */
    public ReplicationMode replication() {
        return session.replication;
    }

    /** Statements that are run on every new connection. */
    public Optional<String> initSql() {
        return Optional.ofNullable(session.initSql);
    }

    /** How statements mark their parameters; as psycopg does by default. */
    public PlaceholderStyle placeholders() {
        return statements.placeholders;
    }

    /** Deadline of one operation; zero for none, 60 s by default. */
    public Duration queryTimeout() {
        return statements.queryTimeout;
    }

    /** Prepared statements kept per connection; zero for none, 256 by default. */
    public int statementCacheSize() {
        return statements.statementCacheSize;
    }

    /** At which use a statement is prepared and kept; the first by default. */
    public int statementCacheThreshold() {
        return statements.statementCacheThreshold;
    }

    /**
     * Whether statements are logged, without their values: category {@code io.quarkiverse.psycopg.sql}, level INFO. Off by
     * default.
     */
    public boolean echo() {
        return statements.echo;
    }

    /** Whether statements that are logged show the values of their arguments; off by default. */
    public boolean echoValues() {
        return statements.echoValues;
    }

    /** Takes the notices of all connections; absent where nobody asked for them. */
    public Optional<Consumer<Diagnostics>> noticeHandler() {
        return Optional.ofNullable(statements.noticeHandler);
    }

    /** Whether json and jsonb are decoded; they are by default. */
    public boolean json() {
        return statements.json;
    }

    /** Whether hstore is decoded to maps; it is by default. */
    public boolean hstore() {
        return statements.hstore;
    }

    /** Whether uuid is decoded; it is by default. */
    public boolean uuid() {
        return statements.uuid;
    }

    /** The options without secrets. */
    @Override
    public String toString() {
        return "PgConnectOptions[hosts=" + hosts() + ", database=" + database() + ", user=" + user() + ", password="
                + (login.password == null ? "none" : "***") + ", tls=" + tls() + ", applicationName="
                + session.applicationName + "]";
    }

    /** Collects options; each is checked when it is set. Not for use by several threads. */
    public static final class Builder {

        private final ServerSettings server;
        private final LoginSettings login;
        private final SessionSettings session;
        private final StatementSettings statements;

        private Builder() {
            this.server = new ServerSettings();
            this.login = new LoginSettings();
            this.session = new SessionSettings();
            this.statements = new StatementSettings();
        }

        private Builder(PgConnectOptions o) {
            this.server = new ServerSettings(o.server);
            this.login = new LoginSettings(o.login);
            this.session = new SessionSettings(o.session);
            this.statements = new StatementSettings(o.statements);
        }

        /** @see PgConnectOptions#hosts() */
        public Builder hosts(List<HostSpec> hosts) {
            server.hosts = ServerSettings.checked(hosts);
            return this;
        }

        /** One server instead of those set so far. */
        public Builder host(String host, int port) {
            return hosts(List.of(new HostSpec(host, port)));
        }

        /** @see PgConnectOptions#targetSessionAttrs() */
        public Builder targetSessionAttrs(TargetSessionAttrs targetSessionAttrs) {
            server.targetSessionAttrs = Objects.requireNonNull(targetSessionAttrs, "targetSessionAttrs");
            return this;
        }

        /** @see PgConnectOptions#loadBalanceHosts() */
        public Builder loadBalanceHosts(LoadBalanceHosts loadBalanceHosts) {
            server.loadBalanceHosts = Objects.requireNonNull(loadBalanceHosts, "loadBalanceHosts");
            return this;
        }

        /** @see PgConnectOptions#connectTimeout() */
        public Builder connectTimeout(Duration connectTimeout) {
            server.connectTimeout = OptionChecks.notNegative("connect_timeout", connectTimeout);
            return this;
        }

        /** @see PgConnectOptions#keepAlive() */
        public Builder keepAlive(TcpKeepAlive keepAlive) {
            server.keepAlive = Objects.requireNonNull(keepAlive, "keepAlive");
            return this;
        }

        /** @see PgConnectOptions#minProtocolVersion() */
        public Builder minProtocolVersion(ProtocolVersion minProtocolVersion) {
            server.minProtocolVersion = Objects.requireNonNull(minProtocolVersion, "minProtocolVersion");
            return this;
        }

        /** @see PgConnectOptions#maxProtocolVersion() */
        public Builder maxProtocolVersion(ProtocolVersion maxProtocolVersion) {
            server.maxProtocolVersion = Objects.requireNonNull(maxProtocolVersion, "maxProtocolVersion");
            return this;
        }

        /** @see PgConnectOptions#maxMessageSize() */
        public Builder maxMessageSize(int maxMessageSize) {
            server.maxMessageSize = OptionChecks.atLeast("max-message-size", 1024, maxMessageSize);
            return this;
        }

        /** @see PgConnectOptions#pooler() */
        public Builder pooler(Pooler pooler) {
            server.pooler = Objects.requireNonNull(pooler, "pooler");
            return this;
        }

        /** @see PgConnectOptions#user() */
        public Builder user(String user) {
            login.user = OptionChecks.text("user", user);
            return this;
        }

        /** @see PgConnectOptions#database() */
        public Builder database(String database) {
            login.database = OptionChecks.text("dbname", database);
            return this;
        }

        /** @see PgConnectOptions#password() */
        public Builder password(String password) {
            login.password = OptionChecks.text("password", password);
            return this;
        }

        /** Where a password comes from if {@link #password(String)} is not set, such as a password file. */
        public Builder passwordLookup(PasswordLookup passwordLookup) {
            login.passwordLookup = Objects.requireNonNull(passwordLookup, "passwordLookup");
            return this;
        }

        /** @see PgConnectOptions#credentials() */
        public Builder credentials(Supplier<Uni<Credentials>> credentials) {
            login.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** @see PgConnectOptions#tls() */
        public Builder tls(PgTlsOptions tls) {
            login.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /** Changes {@link PgConnectOptions#sslMode()} and nothing else of TLS. */
        public Builder sslMode(SslMode sslMode) {
            return tls(login.tls.toBuilder().mode(sslMode).build());
        }

        /** @see PgConnectOptions#channelBinding() */
        public Builder channelBinding(ChannelBinding channelBinding) {
            login.channelBinding = Objects.requireNonNull(channelBinding, "channelBinding");
            return this;
        }

        /** @see PgConnectOptions#requireAuth() */
        public Builder requireAuth(Set<AuthMethod> requireAuth) {
            login.requireAuth = LoginSettings.checked(requireAuth);
            return this;
        }

        /** @see PgConnectOptions#scramMaxIterations() */
        public Builder scramMaxIterations(int scramMaxIterations) {
            login.scramMaxIterations = OptionChecks.atLeast("scram-max-iterations", 1, scramMaxIterations);
            return this;
        }

        /** @see PgConnectOptions#scramKeyCache() */
        public Builder scramKeyCache(boolean scramKeyCache) {
            login.scramKeyCache = scramKeyCache;
            return this;
        }

        /** @see PgConnectOptions#applicationName() */
        public Builder applicationName(String applicationName) {
            session.applicationName = OptionChecks.text("application_name", applicationName);
            return this;
        }

        /** @see PgConnectOptions#options() */
        public Builder options(String options) {
            session.options = OptionChecks.text("options", options);
            return this;
        }

        /** @see PgConnectOptions#parameters() */
        public Builder parameters(Map<String, String> parameters) {
            session.parameters = SessionSettings.checked(parameters);
            return this;
        }

        /** @see PgConnectOptions#replication() */
        public Builder replication(ReplicationMode replication) {
            session.replication = Objects.requireNonNull(replication, "replication");
            return this;
        }

        /** @see PgConnectOptions#initSql() */
        public Builder initSql(String initSql) {
            session.initSql = OptionChecks.text("init-sql", initSql);
            return this;
        }

        /** @see PgConnectOptions#placeholders() */
        public Builder placeholders(PlaceholderStyle placeholders) {
            statements.placeholders = Objects.requireNonNull(placeholders, "placeholders");
            return this;
        }

        /** @see PgConnectOptions#queryTimeout() */
        public Builder queryTimeout(Duration queryTimeout) {
            statements.queryTimeout = OptionChecks.notNegative("query-timeout", queryTimeout);
            return this;
        }

        /** @see PgConnectOptions#statementCacheSize() */
        public Builder statementCacheSize(int statementCacheSize) {
            statements.statementCacheSize = OptionChecks.atLeast("statement-cache.size", 0, statementCacheSize);
            return this;
        }

        /** @see PgConnectOptions#statementCacheThreshold() */
        public Builder statementCacheThreshold(int statementCacheThreshold) {
            statements.statementCacheThreshold = OptionChecks.atLeast("statement-cache.threshold", 1, statementCacheThreshold);
            return this;
        }

        /** @see PgConnectOptions#echo() */
        public Builder echo(boolean echo) {
            statements.echo = echo;
            return this;
        }

        /** @see PgConnectOptions#echoValues() */
        public Builder echoValues(boolean echoValues) {
            statements.echoValues = echoValues;
            return this;
        }

        /**
         * Called for each notice, on the connection's event loop, in order; it must not block. What it throws goes to Mutiny's
         * hook for dropped failures.
         */
        public Builder noticeHandler(Consumer<Diagnostics> noticeHandler) {
            statements.noticeHandler = Objects.requireNonNull(noticeHandler, "noticeHandler");
            return this;
        }

        /** @see PgConnectOptions#json() */
        public Builder json(boolean json) {
            statements.json = json;
            return this;
        }

        /** @see PgConnectOptions#hstore() */
        public Builder hstore(boolean hstore) {
            statements.hstore = hstore;
            return this;
        }

        /** @see PgConnectOptions#uuid() */
        public Builder uuid(boolean uuid) {
            statements.uuid = uuid;
            return this;
        }

        /** The options as they are now. */
        public PgConnectOptions build() {
            server.checkProtocolVersions();
            if (server.pooler == Pooler.TRANSACTION) {
                PoolerOptions.check(session, server.minProtocolVersion);
            }
            return new PgConnectOptions(this);
        }
    }
}
