package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where options come from, the stronger first: the connection string, the service file, the {@code PG*} variables. An option
 * that is given empty counts as given. PostgreSQL documentation 32.15 and 32.17.
 */
public final class OptionSources {

    private final Map<String, String> environment;

    private OptionSources(Map<String, String> environment) {
        this.environment = environment;
    }

    /** With these variables and no others; files below the home directory are looked for where {@code HOME} is among them. */
    public static OptionSources of(Map<String, String> environment) {
        return new OptionSources(Map.copyOf(environment));
    }

    /** With the variables of this process. */
    public static OptionSources ofProcess() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        String home = System.getProperty("user.home");
        if (home != null) {
            variables.putIfAbsent("HOME", home);
        }
        return of(variables);
    }

    /** These options, completed. */
    Map<Keyword, String> complete(Map<Keyword, String> given) {
        Map<Keyword, String> options = new EnumMap<>(Keyword.class);
        options.putAll(given);
        String service = options.getOrDefault(Keyword.SERVICE, variable("PGSERVICE").orElse(""));
        if (!service.isEmpty()) {
            ServiceFile.find(service, this).forEach(options::putIfAbsent);
        }
        for (Keyword keyword : Keyword.values()) {
            keyword.variable().flatMap(this::variable).ifPresent(value -> options.putIfAbsent(keyword, value));
        }
        if (variable("PGREQUIRESSL").filter(value -> value.startsWith("1")).isPresent()) {
            options.putIfAbsent(Keyword.SSLMODE, "require");
        }
        return options;
    }

    /** Run-time parameters that variables of their own set: {@code PGDATESTYLE}, {@code PGTZ}, {@code PGGEQO}. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        Map.of("PGDATESTYLE", "DateStyle", "PGTZ", "TimeZone", "PGGEQO", "geqo")
                .forEach((variable, parameter) -> variable(variable)
                        .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase("default"))
                        .ifPresent(value -> parameters.put(parameter, value)));
        return parameters;
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /** A file in the home directory, whether it is there or not; empty without a home. */
    Optional<Path> inHome(String file) {
        return variable("HOME").filter(home -> !home.isEmpty()).map(home -> Path.of(home).resolve(file));
    }
}
