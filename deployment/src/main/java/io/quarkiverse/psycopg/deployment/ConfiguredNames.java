package io.quarkiverse.psycopg.deployment;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.quarkiverse.psycopg.deployment.PsycopgBuildTimeConfig.DatabaseBuildTimeConfig;
import io.quarkiverse.psycopg.runtime.config.DatabaseConfig;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.smallrye.config.NameIterator;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;

/**
 * Reads the databases' names off configuration keys. A first segment that is a key of the default database is that; any other
 * is a name.
 */
final class ConfiguredNames {

    /** First segments that belong to no database. */
    private static final Set<String> GLOBAL = Set.of("health", "metrics", "rest", "tracing");

    private static final Set<String> KEYS = Stream.of(DatabaseConfig.class, DatabaseBuildTimeConfig.class)
            .flatMap(type -> Arrays.stream(type.getMethods())).map(Method::getName).map(StringUtil::skewer)
            .collect(Collectors.toUnmodifiableSet());

    /** The ordinal of the source that has the mappings' default values. */
    private static final int DEFAULTS_ORDINAL = Integer.MIN_VALUE;

    private ConfiguredNames() {
    }

    /** The names in the keys that are set; what a mapping has as a default value does not count. */
    static Set<String> of(SmallRyeConfig config) {
        return of(StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(property -> property.startsWith(DatabaseName.PREFIX))
                .filter(property -> config.getConfigValue(property).getConfigSourceOrdinal() > DEFAULTS_ORDINAL).toList());
    }

    /** The names in these keys. */
    static Set<String> of(Iterable<String> propertyNames) {
        Set<String> names = new TreeSet<>();
        propertyNames.forEach(property -> name(property).ifPresent(names::add));
        return names;
    }

    private static Optional<String> name(String property) {
        if (!property.startsWith(DatabaseName.PREFIX)) {
            return Optional.empty();
        }
        NameIterator segments = new NameIterator(property.substring(DatabaseName.PREFIX.length()));
        boolean quoted = property.charAt(DatabaseName.PREFIX.length()) == '"';
        String first = segments.getNextSegment();
        segments.next();
        if (!quoted && GLOBAL.contains(first)) {
            return Optional.empty();
        }
        if (!quoted && KEYS.contains(first)) {
            return Optional.of(DatabaseName.DEFAULT);
        }
        return segments.hasNext() ? Optional.of(first) : Optional.empty();
    }
}
