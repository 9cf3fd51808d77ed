package io.quarkiverse.psycopg.runtime.driver.sql;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Names and strings in their quotes. Source: PostgreSQL documentation 4.1.1 and 4.1.2.
 */
public final class Quoting {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Quoting() {
    }

    /**
     * The name in double quotes.
     *
     * @throws ProgrammingException where it holds a NUL or half a surrogate pair
     */
    public static String identifier(String name) {
        requireText(name, "an identifier");
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The names in double quotes, joined with dots: {@code "s"."t"}. */
    public static String qualified(String... parts) {
        if (parts.length == 0) {
            throw new ProgrammingException("expected an identifier of at least one part, got none");
        }
        StringBuilder out = new StringBuilder();
        for (String part : parts) {
            out.append(out.length() == 0 ? "" : ".").append(identifier(part));
        }
        return out.toString();
    }

    /**
     * The text as a string literal that means the same whatever {@code standard_conforming_strings} says: with a backslash in
     * it as {@code E'…'}, else as {@code '…'}.
     *
     * @throws ProgrammingException where it holds a NUL or half a surrogate pair
     */
    public static String literal(String text) {
        return literal(text, StringSyntax.UNKNOWN);
    }

    /**
     * As {@link #literal(String)}, for a session that is known: {@code E'…'} only where a backslash would not be taken as is.
     */
    public static String literal(String text, StringSyntax syntax) {
        requireText(text, "a string literal");
        String doubled = text.replace("'", "''");
        return syntax == StringSyntax.CONFORMING || text.indexOf('\\') < 0
                ? '\'' + doubled + '\''
                : "E'" + doubled.replace("\\", "\\\\") + '\'';
    }

    /** The bytes as a {@code bytea} literal in hexadecimal. */
    public static String bytes(byte[] bytes, StringSyntax syntax) {
        StringBuilder out = new StringBuilder(bytes.length * 2 + 14);
        out.append(syntax == StringSyntax.CONFORMING ? "'\\x" : "E'\\\\x");
        for (byte b : bytes) {
            out.append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
        }
        return out.append("'::bytea").toString();
    }

    /** Refuses what no text of PostgreSQL can hold; the message tells the place, never the text. */
    static void requireText(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new ProgrammingException(
                        "expected text without NUL (0x00) characters in " + what + ", got one at character "
                                + (i + 1) + ": PostgreSQL cannot store it in text; send bytes as bytea");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new ProgrammingException("expected whole characters in " + what
                            + ", got half a surrogate pair at character " + (i + 1) + ": UTF-8 cannot express it");
                }
                i++;
            }
        }
    }
}
