package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code keyword = value} pairs. A value with spaces stands in single quotes; a backslash takes the next character as it
 * is, in quotes and out of them. PostgreSQL documentation 32.1.1.1.
 */
final class KeywordString {

    private final String text;
    private final Map<Keyword, String> options;
    private int at;
    /** The last option read, if its value was not quoted: what comes next may be the rest of it. */
    private Keyword unquoted;

    KeywordString(String text, Map<Keyword, String> options) {
        this.text = text;
        this.options = options;
    }

    void read() {
        skipSpace();
        while (at < text.length()) {
            int start = at;
            String name = name();
            skipSpace();
            boolean quoted = at < text.length() && text.charAt(at) == '\'';
            String value = quoted ? quotedValue() : plainValue();
            Keyword keyword = store(name, start, value);
            unquoted = quoted ? null : keyword;
            skipSpace();
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !isSpace(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        skipSpace();
        if (at == text.length() || text.charAt(at) != '=') {
            throw ConnectionString.malformed("missing \"=\" after " + shown(name, start) + " in connection info string");
        }
        at++;
        return name;
    }

    private Keyword store(String name, int start, String value) {
        if (name.equals(ConnectionString.REQUIRESSL)) {
            options.put(Keyword.SSLMODE, ConnectionString.sslMode(value));
            return Keyword.SSLMODE;
        }
        Optional<Keyword> keyword = Keyword.of(name);
        if (keyword.isEmpty()) {
            throw ConnectionString.malformed("invalid connection option " + shown(name, start));
        }
        options.put(keyword.get(), value);
        return keyword.get();
    }

    /** A word after an unquoted secret may be a part of it, and so may one that is no plain name. */
    private String shown(String name, int start) {
        if (unquoted != null && unquoted.isSecret()) {
            return "the word at index " + start + "; it follows the value of \"" + unquoted.keyword()
                    + "\": a value with spaces must stand in single quotes";
        }
        boolean plain = name.length() <= 40 && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9' || c == '_' || c == '-');
        return plain ? "\"" + name + "\"" : "the word at index " + start;
    }

    private String plainValue() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !isSpace(text.charAt(at))) {
            char c = text.charAt(at++);
            if (c != '\\') {
                value.append(c);
            } else if (at < text.length()) {
                value.append(text.charAt(at++));
            }
        }
        return value.toString();
    }

    private String quotedValue() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\'') {
                return value.toString();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        throw ConnectionString.malformed("unterminated quoted string in connection info string: the value that starts at index "
                + start);
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** Space as C's {@code isspace} has it. */
    static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
