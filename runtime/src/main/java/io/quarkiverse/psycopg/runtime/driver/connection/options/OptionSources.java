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

    /** Run-time parameters by the variables that set them. */
    private static final Map<String, String> PARAMETERS = Map.of("PGDATESTYLE", "DateStyle", "PGTZ", "TimeZone", "PGGEQO",
            "geqo");

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
            Optional<String> variable = keyword.variable();
            if (variable.isPresent() && environment.containsKey(variable.get())) {
                options.putIfAbsent(keyword, environment.get(variable.get()));
            }
        }
        if (variable("PGREQUIRESSL").orElse("").startsWith("1")) {
            options.putIfAbsent(Keyword.SSLMODE, "require");
        }
        return options;
    }

    /** The run-time parameters that variables of their own set. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
            String value = environment.getOrDefault(parameter.getKey(), "");
            if (!value.isEmpty() && !value.equalsIgnoreCase("default")) {
                parameters.put(parameter.getValue(), value);
            }
        }
        return parameters;
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /** A file in the home directory, whether it is there or not; empty without a home. */
    Optional<Path> inHome(String file) {
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, file));
    }
}
