package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.types.PgArray;

/**
 * The text form of arrays: {@code [2:3]={a,"b c",NULL}}. Source: PostgreSQL documentation, 8.15.2 and 8.15.6.
 */
final class ArrayLiteral {

    private static final String NULL = "NULL";
    private static final int UNSET = -1;

    private final String typeName;
    private final char delimiter;
    private final String text;
    private int at;
    private final List<Integer> lowerBounds = new ArrayList<>();
    private final int[] sizes = new int[PgArray.MAX_DIMENSIONS];
    private final int[] counts = new int[PgArray.MAX_DIMENSIONS];
    private int dimensions = UNSET;

    ArrayLiteral(String typeName, char delimiter, String text) {
        this.typeName = typeName;
        this.delimiter = delimiter;
        this.text = text;
        Arrays.fill(sizes, UNSET);
    }

    PgArray<?> read(Function<String, Object> element) {
        bounds();
        List<Object> flat = new ArrayList<>();
        if (text.startsWith("{}", at) && at + 2 == text.length()) {
            return PgArray.of();
        }
        elements(flat, element);
        if (at != text.length() || flat.isEmpty()) {
            throw malformed();
        }
        int[] lower = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            lower[i] = lowerBounds.isEmpty() ? 1 : lowerBounds.get(i);
        }
        return PgArray.of(Arrays.copyOf(sizes, dimensions), lower, flat);
    }

    private void bounds() {
        while (at < text.length() && text.charAt(at) == '[') {
            int colon = text.indexOf(':', at);
            int close = text.indexOf(']', at);
            if (colon < 0 || close < colon || lowerBounds.size() == PgArray.MAX_DIMENSIONS) {
                throw malformed();
            }
            try {
                lowerBounds.add(Integer.valueOf(text.substring(at + 1, colon)));
            } catch (NumberFormatException e) {
                throw malformed();
            }
            at = close + 1;
        }
        if (!lowerBounds.isEmpty() && current() != '=') {
            throw malformed();
        }
        at += lowerBounds.isEmpty() ? 0 : 1;
    }

    private void elements(List<Object> flat, Function<String, Object> element) {
        int depth = 0;
        do {
            if (current() == '{') {
                at++;
                open(depth++);
                continue;
            }
            if (dimensions == UNSET) {
                dimensions = depth;
            }
            if (depth == 0 || depth != dimensions) {
                throw malformed();
            }
            flat.add(item(element));
            counts[depth - 1]++;
            depth = closeAll(depth);
        } while (depth > 0);
        if (!lowerBounds.isEmpty() && lowerBounds.size() != dimensions) {
            throw malformed();
        }
    }

    private void open(int depth) {
        if (depth >= PgArray.MAX_DIMENSIONS || dimensions != UNSET && depth >= dimensions) {
            throw malformed();
        }
        counts[depth] = 0;
    }

    /** Takes the closing braces and the delimiter behind an element; gives the depth that is left. */
    private int closeAll(int depth) {
        int left = depth;
        while (left > 0 && current() == '}') {
            at++;
            left--;
            if (sizes[left] != UNSET && sizes[left] != counts[left]) {
                throw malformed();
            }
            sizes[left] = counts[left];
            if (left > 0) {
                counts[left - 1]++;
            }
        }
        if (left > 0) {
            if (current() != delimiter) {
                throw malformed();
            }
            at++;
        }
        return left;
    }

    private Object item(Function<String, Object> element) {
        if (current() == '"') {
            return element.apply(quoted());
        }
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        for (char c = current(); c != delimiter && c != '}'; c = current()) {
            if (c == '{' || c == '"') {
                throw malformed();
            }
            if (c == '\\') {
                at++;
                c = current();
                escaped = true;
            }
            out.append(c);
            at++;
        }
        if (out.length() == 0) {
            throw malformed();
        }
        String item = out.toString();
        return !escaped && item.equalsIgnoreCase(NULL) ? null : element.apply(item);
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        at++;
        for (char c = current(); c != '"'; c = current()) {
            if (c == '\\') {
                at++;
                c = current();
            }
            out.append(c);
            at++;
        }
        at++;
        return out.toString();
    }

    private char current() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private DataException malformed() {
        return new DataException("malformed " + typeName + ": not an array literal");
    }

    static String write(PgArray<?> value, char delimiter, Function<Object, String> element) {
        StringBuilder out = new StringBuilder();
        int[] lower = value.lowerBounds();
        if (Arrays.stream(lower).anyMatch(bound -> bound != 1)) {
            int[] sizes = value.sizes();
            for (int i = 0; i < lower.length; i++) {
                out.append('[').append(lower[i]).append(':').append(lower[i] + sizes[i] - 1).append(']');
            }
            out.append('=');
        }
        level(out, value, delimiter, element);
        return out.toString();
    }

    private static void level(StringBuilder out, PgArray<?> value, char delimiter, Function<Object, String> element) {
        out.append('{');
        for (int i = 0; i < value.size(); i++) {
            out.append(i > 0 ? String.valueOf(delimiter) : "");
            Object item = value.get(i);
            if (item == null) {
                out.append(NULL);
            } else if (value.dimensions() > 1) {
                level(out, (PgArray<?>) item, delimiter, element);
            } else {
                quote(out, element.apply(item), delimiter);
            }
        }
        out.append('}');
    }

    private static void quote(StringBuilder out, String item, char delimiter) {
        boolean plain = !item.isEmpty() && !item.equalsIgnoreCase(NULL);
        for (int i = 0; plain && i < item.length(); i++) {
            char c = item.charAt(i);
            plain = c != '"' && c != '\\' && c != '{' && c != '}' && c != delimiter && !isSpace(c);
        }
        if (plain) {
            out.append(item);
            return;
        }
        out.append('"');
        for (int i = 0; i < item.length(); i++) {
            char c = item.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** The server's own idea of white space in array literals. */
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
