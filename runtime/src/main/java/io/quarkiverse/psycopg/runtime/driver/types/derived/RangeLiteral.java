package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.Optional;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.types.Range;

/**
 * The text form of ranges: {@code [a,b)}, {@code empty}, bounds quoted where they need it. Source: PostgreSQL documentation,
 * 8.17.5.
 */
final class RangeLiteral {

    private static final String EMPTY = "empty";
    private static final String SPECIAL = "\"\\()[],";

    private final String typeName;
    private final String text;
    private int at;

    RangeLiteral(String typeName, String text, int from) {
        this.typeName = typeName;
        this.text = text;
        at = from;
    }

    /** Where reading has come to. */
    int position() {
        return at;
    }

    Range<String> read() {
        if (text.startsWith(EMPTY, at)) {
            at += EMPTY.length();
            return Range.empty();
        }
        char open = next();
        Optional<String> lower = bound();
        char comma = next();
        Optional<String> upper = bound();
        char close = next();
        if (open != '[' && open != '(' || comma != ',' || close != ']' && close != ')') {
            throw malformed();
        }
        return Range.of(lower, open == '[', upper, close == ']');
    }

    private Optional<String> bound() {
        StringBuilder out = new StringBuilder();
        int start = at;
        boolean quoted = false;
        while (quoted || ",)]([".indexOf(current()) < 0) {
            char c = next();
            if (c == '"' && quoted && at < text.length() && current() == '"') {
                out.append(next());
            } else if (c == '"') {
                quoted = !quoted;
            } else {
                out.append(c == '\\' ? next() : c);
            }
        }
        return at == start ? Optional.empty() : Optional.of(out.toString());
    }

    private char current() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = current();
        at++;
        return c;
    }

    void requireEnd() {
        if (at != text.length()) {
            throw malformed();
        }
    }

    private DataException malformed() {
        return new DataException("malformed " + typeName + ": not a range literal");
    }

    static String write(Range<String> range) {
        if (range.isEmpty()) {
            return EMPTY;
        }
        return (range.isLowerInclusive() ? "[" : "(") + range.lower().map(RangeLiteral::quote).orElse("") + ","
                + range.upper().map(RangeLiteral::quote).orElse("") + (range.isUpperInclusive() ? "]" : ")");
    }

    private static String quote(String bound) {
        boolean plain = !bound.isEmpty()
                && bound.chars().allMatch(c -> SPECIAL.indexOf(c) < 0 && c != ' ' && (c < '\t' || c > '\r'));
        return plain ? bound : "\"" + bound.replace("\\", "\\\\").replace("\"", "\"\"") + "\"";
    }
}
