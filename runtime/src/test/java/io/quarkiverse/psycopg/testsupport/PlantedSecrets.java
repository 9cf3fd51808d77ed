package io.quarkiverse.psycopg.testsupport;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What must never be seen: tests use these as passwords, keys and values, and {@link SecretScanExtension} fails the class
 * during which one of them was written to the output or to a log.
 */
public final class PlantedSecrets {

    /** For passwords of roles, in options, connection strings, files and variables. */
    public static final String PASSWORD = "planted-password-7Qm4vX";
    /** For passwords of keys and key stores. */
    public static final String KEY_PASSWORD = "planted-key-password-2Zr9tL";
    /** For values of parameters. */
    public static final String PARAMETER = "planted-parameter-5Hn8wC";
    /** For values in rows, which a server quotes in DETAIL and CONTEXT. */
    public static final String ROW_VALUE = "planted-row-value-3Kd6yB";

    private PlantedSecrets() {
    }

    /** All of them. */
    public static List<String> all() {
        return List.of(PASSWORD, KEY_PASSWORD, PARAMETER, ROW_VALUE);
    }

    /**
     * Fails where one of them is in the text.
     *
     * @param what the text's origin, for the failure's message
     */
    public static void assertNotIn(String what, String text) {
        for (String secret : all()) {
            if (text.contains(secret)) {
                throw new AssertionError(what + " shows " + name(secret));
            }
        }
    }

    /** Fails where one of them is in a message or {@code toString()} of the failure, its causes or what it suppressed. */
    public static void assertNotIn(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        assertNotIn(failure.getClass().getName(), text.toString());
    }

    /** What kind of secret this is; its text is not shown again. */
    static String name(String secret) {
        return secret.substring(0, secret.lastIndexOf('-'));
    }
}
