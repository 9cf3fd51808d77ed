package io.quarkiverse.psycopg.runtime.notification;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.driver.notification.ChannelName;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.expression.Expression;

/**
 * A channel as the application names it.
 *
 * @param database the database's name in the configuration
 * @param name the channel's name, with configuration keys in it or without
 */
public record ChannelKey(String database, String name) {

    /** Whether the name is known only when the application starts. */
    public boolean isConfigured() {
        return name.contains("${");
    }

    /**
     * The channel's name, checked.
     *
     * @throws ConfigurationException where a key has no value, or the name cannot be a channel's
     */
    String resolve(Config config) {
        String resolved = !isConfigured() ? name
                : Expression.compile(name, Expression.Flag.NO_TRIM).evaluate((context, target) -> {
                    String key = context.getKey();
                    var value = config.getOptionalValue(key, String.class);
                    if (value.isPresent()) {
                        target.append(value.get());
                    } else if (context.hasDefault()) {
                        context.expandDefault();
                    } else {
                        throw new ConfigurationException(this + " needs a value of the configuration key " + key
                                + ": set it, or give a default as in ${" + key + ":name}");
                    }
                });
        ChannelName.problem(resolved).ifPresent(problem -> {
            throw new ConfigurationException("the channel of " + this + " " + problem);
        });
        return resolved;
    }

    /** The qualifier as it is written. */
    @Override
    public String toString() {
        return "@PgChannel(" + (DatabaseName.isDefault(database) ? "\"" + name + "\""
                : "value = \"" + name + "\", database = \"" + database + "\"") + ")";
    }
}
