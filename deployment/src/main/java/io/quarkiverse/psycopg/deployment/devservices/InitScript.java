package io.quarkiverse.psycopg.deployment.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * SQL that a new database begins with.
 *
 * @param path as configured
 * @param sql the text
 */
public record InitScript(String path, String sql) {

    /**
     * Reads a script: a resource of the application, else a file.
     *
     * @throws ConfigurationException if there is none, or it cannot be read
     */
    static InitScript read(String path, String property, ClassLoader loader) {
        try {
            return new InitScript(path, resource(path, loader).or(() -> file(path)).orElseThrow(
                    () -> new ConfigurationException(property + " names '" + path
                            + "', which is neither a resource of the application nor a file")));
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(property + " names '" + path + "', which cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> resource(String path, ClassLoader loader) throws IOException {
        try (InputStream in = loader.getResourceAsStream(path.startsWith("/") ? path.substring(1) : path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Optional<String> file(String path) {
        try {
            return Files.isRegularFile(Path.of(path)) ? Optional.of(Files.readString(Path.of(path))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells one text from another. */
    String fingerprint() {
        return path + ":" + sql.length() + ":" + Integer.toHexString(sql.hashCode());
    }

    /** Without the text. */
    @Override
    public String toString() {
        return path;
    }
}
