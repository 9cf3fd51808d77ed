package io.quarkiverse.psycopg.runtime.config;

/**
 * Names of databases in the configuration. The default one has no name there, and {@link #DEFAULT} in maps and messages.
 */
public final class DatabaseName {

    /** The key of the default database. */
    public static final String DEFAULT = "<default>";

    /** What all keys begin with. */
    public static final String PREFIX = "quarkus.psycopg.";

    private DatabaseName() {
    }

    /** Whether it is the default database's. */
    public static boolean isDefault(String name) {
        return DEFAULT.equals(name);
    }

    /** The configuration key of one of its properties: {@code quarkus.psycopg."name".key}. */
    public static String property(String name, String key) {
        return isDefault(name) ? PREFIX + key : PREFIX + "\"" + name + "\"." + key;
    }

    /** The name as part of a sentence. */
    public static String inWords(String name) {
        return isDefault(name) ? "the default database" : "the database '" + name + "'";
    }
}
