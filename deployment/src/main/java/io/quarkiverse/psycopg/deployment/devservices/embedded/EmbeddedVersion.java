package io.quarkiverse.psycopg.deployment.devservices.embedded;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which release of the binaries stands for a configured version: a major version (13 to 18) for its newest known release, or a
 * full one ({@code 17.6}) for exactly that.
 */
public final class EmbeddedVersion {

    /** Newest release of each major version that the artifacts were seen with. */
    private static final Map<String, String> NEWEST = new TreeMap<>(Map.of(
            "13", "13.23.0",
            "14", "14.24.0",
            "15", "15.19.0",
            "16", "16.15.0",
            "17", "17.11.0",
            "18", "18.6.0"));

    private static final Pattern MINOR = Pattern.compile("(\\d+)\\.\\d+");
    private static final Pattern PATCH = Pattern.compile("(\\d+)\\.\\d+\\.\\d+(-\\d+)?");

    private EmbeddedVersion() {
    }

    /**
     * The artifacts' version for a configured one.
     *
     * @throws IllegalArgumentException for a version outside 13 to 18 or of another form; the message is for the user
     */
    public static String artifactVersion(String configured) {
        String version = configured.strip();
        String newest = NEWEST.get(version);
        if (newest != null) {
            return newest;
        }
        var minor = MINOR.matcher(version);
        if (minor.matches() && NEWEST.containsKey(minor.group(1))) {
            return version + ".0";
        }
        var patch = PATCH.matcher(version);
        if (patch.matches() && NEWEST.containsKey(patch.group(1))) {
            return version;
        }
        throw new IllegalArgumentException("there is no embedded PostgreSQL of version '" + version
                + "': use one of " + String.join(", ", NEWEST.keySet()) + ", or a full version such as 18.6");
    }
}
