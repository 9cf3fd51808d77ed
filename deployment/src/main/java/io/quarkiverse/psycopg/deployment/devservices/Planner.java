package io.quarkiverse.psycopg.deployment.devservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.psycopg.deployment.devservices.embedded.EmbeddedVersion;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Decides which databases need a server and what each is to be like. Knows the configuration only: nothing is started, no
 * engine asked.
 */
final class Planner {

    private static final String DEFAULT_ACCOUNT = "quarkus";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private final Config config;
    private final DatasourceLink link;
    private final Path kept;
    private final Optional<Duration> timeout;

    /**
     * A planner for an application.
     *
     * @param kept where the data of databases with {@code reuse} goes
     * @param timeout how long a start may take, where it is configured
     */
    Planner(Config config, DatasourceLink link, Path kept, Optional<Duration> timeout) {
        this.config = config;
        this.link = link;
        this.kept = kept;
        this.timeout = timeout;
    }

    /** The names that a server may be needed for: the default one counts if nothing speaks of another. */
    static Set<String> candidates(Set<String> configured, Set<String> used) {
        Set<String> names = new TreeSet<>(configured);
        if (used.contains(DatabaseName.DEFAULT) || configured.isEmpty()) {
            names.add(DatabaseName.DEFAULT);
        }
        return names;
    }

    /** Whether Dev Services have to give this database an address. */
    boolean isNeeded(String name, DevServicesBuildTimeConfig devservices) {
        return devservices.enabled() && !isSet(name, "url") && !isSet(name, "host")
                && config.getOptionalValue(DatabaseName.property(name, "active"), Boolean.class).orElse(true);
    }

    /** What the server of this database is to be like. */
    DatabasePlan plan(String name, DevServicesBuildTimeConfig devservices, ClassLoader loader) {
        requireKnownVersion(name, devservices);
        List<InitScript> scripts = devservices.initScriptPath().orElse(List.of()).stream()
                .map(path -> InitScript.read(path, DatabaseName.property(name, "devservices.init-script-path"), loader))
                .toList();
        Map<String, String> settings = new TreeMap<>(DatabasePlan.withDefaults(devservices.properties()));
        Optional<Path> data = devservices.reuse() ? Optional.of(keptData(name, devservices)) : Optional.empty();
        return new DatabasePlan(name, devservices.version().strip(), devservices.port(), account(name), settings, scripts, data,
                timeout.orElse(DEFAULT_TIMEOUT));
    }

    private static void requireKnownVersion(String name, DevServicesBuildTimeConfig devservices) {
        if (devservices.provider() == Provider.CONTAINER) {
            return;
        }
        try {
            EmbeddedVersion.artifactVersion(devservices.version());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(DatabaseName.property(name, "devservices.version") + ": " + e.getMessage(), e);
        }
    }

    private Path keptData(String name, DevServicesBuildTimeConfig devservices) {
        String file = DatabaseName.isDefault(name) ? "default" : "db-" + UrlText.escape(name);
        return kept.resolve(file + "-" + devservices.version().strip().replaceFirst("\\..*", ""));
    }

    private Account account(String name) {
        String database = value(name, "database").orElse(DatabaseName.isDefault(name) ? DEFAULT_ACCOUNT : name);
        String user = value(name, "username").or(() -> link.credential(name, "username")).orElse(DEFAULT_ACCOUNT);
        String password = value(name, "password").or(() -> link.credential(name, "password")).orElse(DEFAULT_ACCOUNT);
        return new Account(database, user, password);
    }

    /** An expression counts, even one that only another Dev Service will resolve. */
    private boolean isSet(String name, String key) {
        return isSet(DatabaseName.property(name, key))
                || !DatabaseName.isDefault(name) && isSet(DatabaseName.PREFIX + name + "." + key);
    }

    private boolean isSet(String property) {
        String raw = config.getConfigValue(property).getRawValue();
        return raw != null && !raw.isEmpty();
    }

    private Optional<String> value(String name, String key) {
        Optional<String> value = config.getOptionalValue(DatabaseName.property(name, key), String.class);
        return DatabaseName.isDefault(name) ? value
                : value.or(() -> config.getOptionalValue(DatabaseName.PREFIX + name + "." + key, String.class));
    }
}
