package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.LoadBalanceHosts;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.ReplicationMode;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.TcpKeepAlive;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * Makes {@link PgConnectOptions} of a connection string and the other {@link OptionSources}. Each option of libpq is honoured,
 * or refused by its name with the reason. May read the service file and the password file: not for an event loop.
 */
public final class OptionReader {

    private static final Set<AuthMethod> SUPPORTED = Set.of(AuthMethod.PASSWORD, AuthMethod.MD5, AuthMethod.SCRAM_SHA_256,
            AuthMethod.NONE);

    private final OptionSources sources;
    private final OptionValues values;
    private final PgConnectOptions.Builder builder = PgConnectOptions.builder();

    private OptionReader(Map<Keyword, String> given, OptionSources sources) {
        this.sources = sources;
        this.values = new OptionValues(sources.complete(given));
    }

    /** The options of this string, completed from the sources. */
    public static PgConnectOptions read(String dsn, OptionSources sources) {
        return new OptionReader(ConnectionString.parse(dsn), sources).read();
    }

    private PgConnectOptions read() {
        refuseUnsupported();
        target();
        security();
        network();
        session();
        passwords();
        return builder.build();
    }

    private void refuseUnsupported() {
        values.refuse(Keyword.REQUIREPEER, "the JVM does not tell who owns the other end of a socket");
        values.refuse(Keyword.GSSENCMODE, "there is no GSSAPI encryption; use TLS", "disable", "prefer");
        for (Keyword gss : List.of(Keyword.KRBSRVNAME, Keyword.GSSLIB)) {
            values.refuse(gss, "there is no GSSAPI authentication");
        }
        values.refuse(Keyword.GSSDELEGATION, "there is no GSSAPI authentication", "0");
        values.refuse(Keyword.SSLCOMPRESSION, "compression within TLS is not safe", "0");
        values.refuse(Keyword.SSLKEYLOGFILE, "the JVM does not give the keys of a TLS session");
        for (Keyword key : List.of(Keyword.SCRAM_CLIENT_KEY, Keyword.SCRAM_SERVER_KEY)) {
            values.refuse(key, "give the password instead");
        }
        for (Keyword oauth : List.of(Keyword.OAUTH_ISSUER, Keyword.OAUTH_CLIENT_ID, Keyword.OAUTH_CLIENT_SECRET,
                Keyword.OAUTH_SCOPE)) {
            values.refuse(oauth, "there is no OAuth authentication");
        }
        values.text(Keyword.CLIENT_ENCODING).map(e -> e.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""))
                .filter(e -> !Set.of("UTF8", "UNICODE", "AUTO").contains(e)).ifPresent(e -> {
                    throw new NotSupportedException("connection option \"client_encoding\" must be UTF8: Java's strings are "
                            + "exchanged as UTF-8, and the server converts");
                });
    }

    private void target() {
        builder.hosts(HostList.of(values.textOrEmpty(Keyword.HOST), values.textOrEmpty(Keyword.HOSTADDR),
                values.textOrEmpty(Keyword.PORT)));
        values.text(Keyword.USER).ifPresent(builder::user);
        values.text(Keyword.DBNAME).ifPresent(builder::database);
        values.choice(Keyword.TARGET_SESSION_ATTRS, TargetSessionAttrs.class, TargetSessionAttrs::keyword)
                .ifPresent(builder::targetSessionAttrs);
        values.choice(Keyword.LOAD_BALANCE_HOSTS, LoadBalanceHosts.class, LoadBalanceHosts::keyword)
                .ifPresent(builder::loadBalanceHosts);
    }

    private void security() {
        builder.tls(new TlsOptionReader(values, sources).read());
        values.choice(Keyword.CHANNEL_BINDING, ChannelBinding.class, ChannelBinding::keyword)
                .ifPresent(builder::channelBinding);
        values.text(Keyword.REQUIRE_AUTH).map(OptionReader::requireAuth).ifPresent(builder::requireAuth);
    }

    /** All methods named, or all of the default but those named with an exclamation mark. */
    private static Set<AuthMethod> requireAuth(String list) {
        boolean negated = list.strip().startsWith("!");
        Set<AuthMethod> named = EnumSet.noneOf(AuthMethod.class);
        for (String part : list.split(",", -1)) {
            String method = part.strip();
            if (method.startsWith("!") != negated) {
                throw new OperationalException("require_auth cannot mix methods with and without \"!\"");
            }
            AuthMethod known = OptionValues.choice("require_auth", negated ? method.substring(1) : method, AuthMethod.class,
                    AuthMethod::keyword);
            if (!named.add(known)) {
                throw new OperationalException("require_auth method \"" + known.keyword() + "\" is specified more than once");
            }
        }
        Set<AuthMethod> allowed = named;
        if (negated) {
            allowed = EnumSet.copyOf(PgConnectOptions.builder().build().requireAuth());
            allowed.removeAll(named);
        }
        if (allowed.stream().noneMatch(SUPPORTED::contains)) {
            throw new NotSupportedException(
                    "require_auth leaves no method that is supported: password, md5, scram-sha-256, none");
        }
        return allowed;
    }

    private void network() {
        values.integer(Keyword.CONNECT_TIMEOUT).map(seconds -> Duration.ofSeconds(Math.max(0, seconds)))
                .ifPresent(builder::connectTimeout);
        builder.keepAlive(new TcpKeepAlive(values.integer(Keyword.KEEPALIVES).orElse(1) != 0,
                duration(Keyword.KEEPALIVES_IDLE, 1000), duration(Keyword.KEEPALIVES_INTERVAL, 1000),
                Math.max(0, values.integer(Keyword.KEEPALIVES_COUNT).orElse(0)), duration(Keyword.TCP_USER_TIMEOUT, 1)));
        protocol(Keyword.MIN_PROTOCOL_VERSION).ifPresent(builder::minProtocolVersion);
        protocol(Keyword.MAX_PROTOCOL_VERSION).ifPresent(builder::maxProtocolVersion);
    }

    private Duration duration(Keyword keyword, long milliseconds) {
        return Duration.ofMillis(Math.max(0, values.integer(keyword).orElse(0)) * milliseconds);
    }

    private Optional<ProtocolVersion> protocol(Keyword keyword) {
        if (values.text(keyword).filter("latest"::equals).isPresent()) {
            return Optional.of(ProtocolVersion.V3_2);
        }
        return values.choice(keyword, ProtocolVersion.class, ProtocolVersion::keyword);
    }

    private void session() {
        values.text(Keyword.APPLICATION_NAME).or(() -> values.text(Keyword.FALLBACK_APPLICATION_NAME))
                .ifPresent(builder::applicationName);
        values.text(Keyword.OPTIONS).ifPresent(builder::options);
        builder.parameters(sources.parameters());
        values.text(Keyword.REPLICATION).ifPresent(value -> builder.replication(switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> ReplicationMode.PHYSICAL;
            case "false", "off", "no", "0" -> ReplicationMode.NONE;
            case "database" -> ReplicationMode.LOGICAL;
            default -> throw new OperationalException("invalid replication value: it must be true, false or database");
        }));
    }

    private void passwords() {
        Optional<String> password = values.text(Keyword.PASSWORD);
        password.ifPresent(builder::password);
        if (password.isEmpty()) {
            values.text(Keyword.PASSFILE).map(Path::of).or(() -> sources.inHome(".pgpass"))
                    .ifPresent(file -> builder.passwordLookup(PasswordFile.read(file)));
        }
    }
}
