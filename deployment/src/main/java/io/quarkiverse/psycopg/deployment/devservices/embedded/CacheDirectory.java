package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where what outlives a build is kept: the user's cache directory, by each system's own convention.
 */
final class CacheDirectory {

    private static final String NAME = "quarkus-psycopg";

    private CacheDirectory() {
    }

    static Path ofUser() {
        return of(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    /** XDG_CACHE_HOME where it is set, else LOCALAPPDATA, {@code ~/Library/Caches} or {@code ~/.cache}. */
    static Path of(String system, String home, Map<String, String> environment) {
        String xdg = environment.get("XDG_CACHE_HOME");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, NAME);
        }
        String local = environment.get("LOCALAPPDATA");
        if (system.startsWith("Windows") && local != null) {
            return Path.of(local, NAME);
        }
        return system.startsWith("Mac") ? Path.of(home, "Library", "Caches", NAME) : Path.of(home, ".cache", NAME);
    }
}
