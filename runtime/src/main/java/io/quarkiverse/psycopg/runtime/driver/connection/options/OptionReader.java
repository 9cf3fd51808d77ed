package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
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
 * or refused by its name with the reason; an empty value counts as absent, as it does for libpq. May read the service file and
 * the password file: not for an event loop.
 */
public final class OptionReader {

    private static final Set<AuthMethod> SUPPORTED = Set.of(AuthMethod.PASSWORD, AuthMethod.MD5, AuthMethod.SCRAM_SHA_256,
            AuthMethod.NONE);

    private final OptionSources sources;
    private final Map<Keyword, String> options;
    private final PgConnectOptions.Builder builder = PgConnectOptions.builder();
    private final TlsOptionReader tls;

    private OptionReader(Map<Keyword, String> given, OptionSources sources) {
        this.sources = sources;
        this.options = sources.complete(given);
        this.tls = new TlsOptionReader(sources);
    }

    /** The options of this string, completed from the sources. */
    public static PgConnectOptions read(String dsn, OptionSources sources) {
        return new OptionReader(ConnectionString.parse(dsn), sources).read();
    }

    private PgConnectOptions read() {
        for (Map.Entry<Keyword, String> option : options.entrySet()) {
            if (!option.getValue().isEmpty()) {
                read(option.getKey(), option.getValue());
            }
        }
        builder.hosts(HostList.of(value(Keyword.HOST), value(Keyword.HOSTADDR), value(Keyword.PORT)));
        builder.keepAlive(keepAlive()).tls(tls.build()).parameters(sources.parameters());
        if (value(Keyword.PASSWORD).isEmpty()) {
            readPasswordFile();
        }
        return builder.build();
    }

    /** Reads one option; those that only have a meaning together are read together elsewhere. */
    private void read(Keyword keyword, String value) {
        switch (keyword) {
            case HOST, HOSTADDR, PORT, KEEPALIVES, KEEPALIVES_IDLE, KEEPALIVES_INTERVAL, KEEPALIVES_COUNT, TCP_USER_TIMEOUT,
                    PASSFILE, SERVICE ->
                {
                }
            case USER -> builder.user(value);
            case PASSWORD -> builder.password(value);
            case DBNAME -> builder.database(value);
            case OPTIONS -> builder.options(value);
            case FALLBACK_APPLICATION_NAME -> readFallback(value);
            case APPLICATION_NAME -> builder.applicationName(value);
            case CONNECT_TIMEOUT ->
                builder.connectTimeout(Duration.ofSeconds(Math.max(0, OptionValues.integer(keyword, value))));
            case TARGET_SESSION_ATTRS -> builder.targetSessionAttrs(
                    OptionValues.choice(keyword, value, TargetSessionAttrs.class, TargetSessionAttrs::keyword));
            case LOAD_BALANCE_HOSTS -> builder.loadBalanceHosts(
                    OptionValues.choice(keyword, value, LoadBalanceHosts.class, LoadBalanceHosts::keyword));
            case CHANNEL_BINDING -> builder
                    .channelBinding(OptionValues.choice(keyword, value, ChannelBinding.class, ChannelBinding::keyword));
            case REQUIRE_AUTH -> builder.requireAuth(requireAuth(value));
            case MIN_PROTOCOL_VERSION -> builder.minProtocolVersion(protocol(keyword, value));
            case MAX_PROTOCOL_VERSION -> builder.maxProtocolVersion(protocol(keyword, value));
            case REPLICATION -> builder.replication(replication(value));
            case CLIENT_ENCODING -> requireUtf8(value);
            case SSLMODE, SSLNEGOTIATION, SSLCERT, SSLKEY, SSLCERTMODE, SSLPASSWORD, SSLROOTCERT, SSLCRL, SSLCRLDIR, SSLSNI,
                    SSL_MIN_PROTOCOL_VERSION, SSL_MAX_PROTOCOL_VERSION ->
                tls.read(keyword, value);
            case REQUIREPEER -> refuse(keyword, value, "the JVM does not tell who owns the other end of a socket");
            case GSSENCMODE -> refuse(keyword, value, "there is no GSSAPI encryption; use TLS", "disable", "prefer");
            case KRBSRVNAME, GSSLIB -> refuse(keyword, value, "there is no GSSAPI authentication");
            case GSSDELEGATION -> refuse(keyword, value, "there is no GSSAPI authentication", "0");
            case SSLCOMPRESSION -> refuse(keyword, value, "compression within TLS is not safe", "0");
            case SSLKEYLOGFILE -> refuse(keyword, value, "the JVM does not give the keys of a TLS session");
            case SCRAM_CLIENT_KEY, SCRAM_SERVER_KEY -> refuse(keyword, value, "give the password instead");
            case OAUTH_ISSUER, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET, OAUTH_SCOPE ->
                refuse(keyword, value, "there is no OAuth authentication");
        }
    }

    /** The value of an option; empty where it has none. */
    private String value(Keyword keyword) {
        return options.getOrDefault(keyword, "");
    }

    private static void refuse(Keyword keyword, String value, String reason, String... harmless) {
        if (!Arrays.asList(harmless).contains(value)) {
            throw new NotSupportedException("connection option \"" + keyword.keyword() + "\" is not supported: " + reason);
        }
    }

    private static void requireUtf8(String encoding) {
        String name = encoding.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (!Set.of("UTF8", "UNICODE", "AUTO").contains(name)) {
            throw new NotSupportedException("connection option \"client_encoding\" must be UTF8: Java's strings are "
                    + "exchanged as UTF-8, and the server converts");
        }
    }

    private void readFallback(String applicationName) {
        if (value(Keyword.APPLICATION_NAME).isEmpty()) {
            builder.applicationName(applicationName);
        }
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
            AuthMethod known = OptionValues.choice(Keyword.REQUIRE_AUTH, negated ? method.substring(1) : method,
                    AuthMethod.class, AuthMethod::keyword);
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

    private TcpKeepAlive keepAlive() {
        return new TcpKeepAlive(integer(Keyword.KEEPALIVES, 1) != 0, duration(Keyword.KEEPALIVES_IDLE, 1000),
                duration(Keyword.KEEPALIVES_INTERVAL, 1000), Math.max(0, integer(Keyword.KEEPALIVES_COUNT, 0)),
                duration(Keyword.TCP_USER_TIMEOUT, 1));
    }

    private Duration duration(Keyword keyword, long milliseconds) {
        return Duration.ofMillis(Math.max(0, integer(keyword, 0)) * milliseconds);
    }

    private int integer(Keyword keyword, int otherwise) {
        String value = value(keyword);
        return value.isEmpty() ? otherwise : OptionValues.integer(keyword, value);
    }

    private static ProtocolVersion protocol(Keyword keyword, String value) {
        return value.equals("latest") ? ProtocolVersion.V3_2
                : OptionValues.choice(keyword, value, ProtocolVersion.class, ProtocolVersion::keyword);
    }

    private static ReplicationMode replication(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> ReplicationMode.PHYSICAL;
            case "false", "off", "no", "0" -> ReplicationMode.NONE;
            case "database" -> ReplicationMode.LOGICAL;
            default -> throw new OperationalException("invalid replication value: it must be true, false or database");
        };
    }

    private void readPasswordFile() {
        String named = value(Keyword.PASSFILE);
        Optional<Path> file = named.isEmpty() ? sources.inHome(".pgpass") : Optional.of(Path.of(named));
        if (file.isPresent()) {
            builder.passwordLookup(PasswordFile.read(file.get()));
        }
    }
}
