package io.quarkiverse.psycopg.runtime.driver.types.derived;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.error.DataException;

/**
 * The text form of composites: {@code (a,"b c",)}, an absent field being NULL. Source: PostgreSQL documentation, 8.16.2 and
 * 8.16.6.
 */
final class CompositeLiteral {

    private static final String SPECIAL = "\"\\(),";

    private CompositeLiteral() {
    }

    /** The fields' texts, null for NULL; {@code ()} is one field that is NULL, or none: the type knows. */
    static List<String> read(String typeName, String text) {
        if (text.length() < 2 || text.charAt(0) != '(' || text.charAt(text.length() - 1) != ')') {
            throw malformed(typeName);
        }
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean present = false;
        int end = text.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < end && text.charAt(i + 1) == '"') {
                field.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                present = true;
            } else if (c == '\\' && i + 1 < end) {
                field.append(text.charAt(++i));
                present = true;
            } else if (c == ',' && !quoted) {
                fields.add(present ? field.toString() : null);
                field.setLength(0);
                present = false;
            } else if (!quoted && (c == '(' || c == ')')) {
                throw malformed(typeName);
            } else {
                field.append(c);
                present = true;
            }
        }
        if (quoted) {
            throw malformed(typeName);
        }
        fields.add(present ? field.toString() : null);
        return fields;
    }

    static String write(List<String> fields) {
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < fields.size(); i++) {
            out.append(i > 0 ? "," : "");
            if (fields.get(i) != null) {
                quote(out, fields.get(i));
            }
        }
        return out.append(')').toString();
    }

    private static void quote(StringBuilder out, String field) {
        boolean plain = !field.isEmpty()
                && field.chars().allMatch(c -> SPECIAL.indexOf(c) < 0 && c != ' ' && (c < '\t' || c > '\r'));
        out.append(plain ? field : "\"" + field.replace("\\", "\\\\").replace("\"", "\"\"") + "\"");
    }

    private static DataException malformed(String typeName) {
        return new DataException("malformed " + typeName + ": not a composite literal");
    }
}
