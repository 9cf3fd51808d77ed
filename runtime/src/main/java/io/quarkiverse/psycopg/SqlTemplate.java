package io.quarkiverse.psycopg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Python's format strings as far as psycopg's {@code SQL.format} takes them: {@code {}}, {@code {0}}, {@code {name}}, doubled
 * braces. Used once, by one thread.
 */
final class SqlTemplate {

    private final String template;
    private final List<? extends Sql> positional;
    private final Map<String, ? extends Sql> named;
    private final List<Sql> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int automatic;
    private boolean manual;

    private SqlTemplate(String template, List<? extends Sql> positional, Map<String, ? extends Sql> named) {
        this.template = template;
        this.positional = positional;
        this.named = named;
    }

    static Sql.Composed format(String template, List<? extends Sql> positional, Map<String, ? extends Sql> named) {
        return new SqlTemplate(template, positional, named).format();
    }

    private Sql.Composed format() {
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            boolean doubled = i + 1 < template.length() && template.charAt(i + 1) == c;
            if (c != '{' && c != '}') {
                text.append(c);
                i++;
            } else if (doubled) {
                text.append(c);
                i += 2;
            } else if (c == '{') {
                i = field(i);
            } else {
                throw failure("a single }", i, "double a brace that is meant as itself (}})");
            }
        }
        flush();
        return new Sql.Composed(parts);
    }

    private int field(int open) {
        int close = template.indexOf('}', open);
        if (close < 0) {
            throw failure("a { without }", open, "close it, or double a brace that is meant as itself ({{)");
        }
        String name = template.substring(open + 1, close);
        if (name.indexOf(':') >= 0 || name.indexOf('!') >= 0 || name.indexOf('{') >= 0) {
            throw failure("a conversion or a format specification", open, "SQL has none");
        }
        flush();
        Sql part = name.isEmpty() || isNumber(name) ? byPosition(name, open) : named.get(name);
        if (part == null) {
            throw failure("no part for {" + name + "}", open,
                    "pass one of that " + (name.isEmpty() || isNumber(name) ? "position" : "name"));
        }
        parts.add(part);
        return close + 1;
    }

    private Sql byPosition(String name, int at) {
        if (name.isEmpty() ? manual : automatic > 0) {
            throw failure("both {} and numbered fields", at, "number all or none");
        }
        manual |= !name.isEmpty();
        int index = name.isEmpty() ? automatic++ : Integer.parseInt(name);
        return index < positional.size() ? positional.get(index) : null;
    }

    private static boolean isNumber(String name) {
        return name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void flush() {
        if (text.length() > 0) {
            parts.add(new Sql.Text(text.toString()));
            text.setLength(0);
        }
    }

    private static ProgrammingException failure(String got, int at, String fix) {
        return new ProgrammingException(
                "expected a template with {}, {0} or {name}, got " + got + " at character " + (at + 1) + ": " + fix);
    }
}
