package io.quarkiverse.psycopg.mapping;

import java.util.Locale;

/**
 * How the labels of an enum in the database follow from the names of its constants.
 */
public enum LabelNaming {
    /** {@code IN_TRANSIT} is IN_TRANSIT. */
    AS_WRITTEN,
    /** {@code IN_TRANSIT} is in_transit. */
    LOWER_CASE,
    /** {@code IN_TRANSIT} is in-transit. */
    KEBAB_CASE,
    /** {@code IN_TRANSIT} is inTransit. */
    CAMEL_CASE;

    /** The label of a constant of this name. */
    public String label(String constant) {
        return switch (this) {
            case AS_WRITTEN -> constant;
            case LOWER_CASE -> constant.toLowerCase(Locale.ROOT);
            case KEBAB_CASE -> constant.toLowerCase(Locale.ROOT).replace('_', '-');
            case CAMEL_CASE -> camelCase(constant.toLowerCase(Locale.ROOT));
        };
    }

    private static String camelCase(String snake) {
        StringBuilder out = new StringBuilder();
        boolean up = false;
        for (char c : snake.toCharArray()) {
            if (c == '_') {
                up = true;
            } else {
                out.append(up ? Character.toUpperCase(c) : c);
                up = false;
            }
        }
        return out.toString();
    }
}
