package io.quarkiverse.psycopg.deployment.devservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What one Dev Service is to be like: settled when the application is built, before it is known how the server runs.
 *
 * @param name the database's name in the configuration
 * @param version PostgreSQL's version as configured: {@code 18}, {@code 17.6}
 * @param port the port on this machine; empty for any free one
 * @param account who may log in to what
 * @param settings the server's own settings, defaults included
 * @param scripts SQL that a new database begins with, in this order
 * @param kept where the data is kept from one start of the application to the next; empty if each starts anew
 * @param timeout how long the start may take
 */
public record DatabasePlan(String name, String version, OptionalInt port, Account account, Map<String, String> settings,
        List<InitScript> scripts, Optional<Path> kept, Duration timeout) {

    /** What every Dev Service has, unless configured otherwise: replication, two-phase commit, no care for a crash. */
    private static final Map<String, String> DEFAULT_SETTINGS = Map.of(
            "wal_level", "logical",
            "max_wal_senders", "20",
            "max_replication_slots", "20",
            "max_prepared_transactions", "100",
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off");

    public DatabasePlan {
        settings = Map.copyOf(settings);
        scripts = List.copyOf(scripts);
    }

    /** The default settings with the configured ones over them, in a stable order. */
    static Map<String, String> withDefaults(Map<String, String> configured) {
        Map<String, String> all = new TreeMap<>(DEFAULT_SETTINGS);
        all.putAll(configured);
        return all;
    }

    /**
     * All that asks for another server when it changes, as text: live reload compares it across class loaders.
     */
    Map<String, String> identity(Provider provider) {
        Map<String, String> identity = new TreeMap<>();
        identity.put("provider", provider.name());
        identity.put("version", version);
        identity.put("port", port.toString());
        identity.put("database", account.database());
        identity.put("user", account.user());
        identity.put("password", Integer.toHexString(account.password().hashCode()));
        identity.put("kept", kept.toString());
        settings.forEach((key, value) -> identity.put("settings." + key, value));
        for (int i = 0; i < scripts.size(); i++) {
            identity.put("script." + i, scripts.get(i).fingerprint());
        }
        return identity;
    }
}
