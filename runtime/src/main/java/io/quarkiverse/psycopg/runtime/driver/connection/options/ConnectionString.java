package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * libpq's two forms of a connection string, {@code keyword = 'value' …} and {@code postgresql://…}. Values are taken as they
 * stand, without defaults and without a look at what they mean. Errors tell places, never values: a mistake in quoting makes a
 * part of a password look like a keyword.
 */
public final class ConnectionString {

    /** An option of old, which stands for {@code sslmode}. */
    static final String REQUIRESSL = "requiressl";

    private ConnectionString() {
    }

    /**
     * The options that the string gives.
     *
     * @throws ProgrammingException malformed, an unknown option, NUL or a lone surrogate
     */
    public static Map<Keyword, String> parse(String dsn) {
        refuseUnsendable("invalid dsn", dsn);
        Map<Keyword, String> options = new EnumMap<>(Keyword.class);
        if (dsn.startsWith("postgresql://")) {
            new ConnectionUri(dsn, "postgresql://".length(), options).read();
        } else if (dsn.startsWith("postgres://")) {
            new ConnectionUri(dsn, "postgres://".length(), options).read();
        } else {
            new KeywordString(dsn, options).read();
        }
        return options;
    }

    /** As {@link #parse(String)}, by name and in libpq's order. */
    public static Map<String, String> parseToNames(String dsn) {
        Map<String, String> named = new LinkedHashMap<>();
        parse(dsn).forEach((keyword, value) -> named.put(keyword.keyword(), value));
        return named;
    }

    /** The keyword string of these options, in their order. Unknown names are refused by {@link #parse}, not here. */
    public static String write(Map<String, String> options) {
        StringBuilder out = new StringBuilder();
        options.forEach((name, value) -> out.append(out.isEmpty() ? "" : " ").append(name).append('=').append(quote(value)));
        return out.toString();
    }

    private static String quote(String value) {
        if (value.isEmpty()) {
            return "''";
        }
        String escaped = value.replace("\\", "\\\\").replace("'", "\\'");
        return escaped.chars().anyMatch(c -> KeywordString.isSpace(c) || Character.isSpaceChar(c))
                ? "'" + escaped + "'"
                : escaped;
    }

    /** What a value of {@link #REQUIRESSL} means. */
    static String sslMode(String requireSsl) {
        return requireSsl.startsWith("1") ? "require" : "prefer";
    }

    static ProgrammingException malformed(String sentence) {
        return new ProgrammingException("invalid dsn: " + sentence);
    }

    /** Refuses what the protocol cannot carry, telling the place only. */
    static void refuseUnsendable(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new ProgrammingException(what + ": NUL character at index " + i);
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new ProgrammingException(what + ": lone surrogate at index " + i + ": it cannot be encoded as UTF-8");
            }
        }
    }
}
