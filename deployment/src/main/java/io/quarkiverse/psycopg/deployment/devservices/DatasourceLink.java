package io.quarkiverse.psycopg.deployment.devservices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.psycopg.runtime.config.DatabaseName;

/**
 * How one of our databases goes together with Quarkus's datasource of the same name: Flyway and Hibernate are to see the
 * database that the pools see. Knows only the configuration.
 */
final class DatasourceLink {

    /** The ordinal of the source that has the mappings' default values, which nobody has set. */
    private static final int DEFAULTS_ORDINAL = Integer.MIN_VALUE;
    private static final Set<String> POSTGRESQL_KINDS = Set.of("postgresql", "postgres", "pgsql", "pg");

    private final Config config;
    private final boolean jdbc;
    private final boolean reactive;

    /**
     * A link for an application.
     *
     * @param jdbc whether it has quarkus-jdbc-postgresql
     * @param reactive whether it has quarkus-reactive-pg-client
     */
    DatasourceLink(Config config, boolean jdbc, boolean reactive) {
        this.config = config;
        this.jdbc = jdbc;
        this.reactive = reactive;
    }

    /** Whether a PostgreSQL datasource of that name belongs to the application. */
    boolean exists(String name) {
        if (!jdbc && !reactive || !isTrue(name, "active")) {
            return false;
        }
        boolean postgresql = value(name, "db-kind").map(POSTGRESQL_KINDS::contains).orElse(true);
        return postgresql && (DatabaseName.isDefault(name) || isMentioned(name, ""));
    }

    /** The address that the datasource is configured with, in this driver's form. */
    Optional<String> configuredUrl(String name) {
        return jdbc && exists(name) ? value(name, "jdbc.url").or(() -> reactiveUrl(name)).map(DatasourceLink::plain)
                : exists(name) ? reactiveUrl(name).map(DatasourceLink::plain) : Optional.empty();
    }

    private Optional<String> reactiveUrl(String name) {
        return reactive ? value(name, "reactive.url") : Optional.empty();
    }

    /** Whether the datasource's own Dev Service is configured, and so the one to use. */
    boolean hasOwnService(String name) {
        return exists(name) && isMentioned(name, "devservices.") && isTrue(name, "devservices.enabled");
    }

    /** The key under which the datasource's own Dev Service tells its address. */
    String serviceKey(String name) {
        return key(name, jdbc ? "jdbc.url" : "reactive.url");
    }

    /** User or password of the datasource, for a server that both use. */
    Optional<String> credential(String name, String property) {
        return exists(name) ? value(name, property) : Optional.empty();
    }

    /** What tells the datasource the address of our server. */
    Map<String, Function<PostgresService, String>> addresses(String name) {
        Map<String, Function<PostgresService, String>> addresses = new LinkedHashMap<>();
        if (jdbc && exists(name)) {
            addresses.put(key(name, "jdbc.url"), PostgresService::jdbcUrl);
        }
        if (reactive && exists(name)) {
            addresses.put(key(name, "reactive.url"), PostgresService::reactiveUrl);
        }
        return addresses;
    }

    /** What tells the datasource who logs in to our server. */
    Map<String, String> credentials(String name, Account account) {
        return exists(name)
                ? Map.of(key(name, "username"), account.user(), key(name, "password"), account.password())
                : Map.of();
    }

    /** The address without the JDBC driver's or the reactive client's prefix. */
    static String plain(String url) {
        String plain = url;
        for (String prefix : List.of("jdbc:", "vertx-reactive:")) {
            plain = plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
        }
        return plain;
    }

    private Optional<String> value(String name, String property) {
        return config.getOptionalValue(key(name, property), String.class);
    }

    private boolean isTrue(String name, String property) {
        return config.getOptionalValue(key(name, property), Boolean.class).orElse(true);
    }

    private boolean isMentioned(String name, String below) {
        String prefix = key(name, below);
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .anyMatch(p -> p.startsWith(prefix) && config.getConfigValue(p).getSourceOrdinal() > DEFAULTS_ORDINAL);
    }

    private static String key(String name, String property) {
        return DatabaseName.isDefault(name) ? "quarkus.datasource." + property
                : "quarkus.datasource.\"" + name + "\"." + property;
    }
}
