package io.quarkiverse.psycopg.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The name under which a record's component is found among columns.
 *
 * @param name the component's name
 * @param column the column that {@link PgColumn} names
 */
public record ComponentName(String name, Optional<String> column) {

    public ComponentName {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(column, "column");
    }

    /** A component that is found by its own name. */
    public static ComponentName of(String name) {
        return new ComponentName(name, Optional.empty());
    }

    /** A component that is found in one column. */
    public static ComponentName of(String name, String column) {
        return new ComponentName(name, Optional.of(column));
    }

    /** The column's name where only one can be meant, else the component's in snake case: {@code orderId} is order_id. */
    public String columnName() {
        return column.orElseGet(() -> snakeCase(name));
    }

    /** Place of the first of these columns that is meant, the exact name before snake case; -1 where there is none. */
    public int indexIn(List<String> columns) {
        if (column.isPresent()) {
            return columns.indexOf(column.get());
        }
        int exact = columns.indexOf(name);
        return exact >= 0 ? exact : columns.indexOf(snakeCase(name));
    }

    /** {@code orderId} as {@code order_id}, {@code httpURL} as {@code http_url}, {@code line2} as {@code line2}. */
    public static String snakeCase(String camelCase) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            boolean upper = Character.isUpperCase(c);
            boolean wordStart = i > 0 && upper && (!Character.isUpperCase(camelCase.charAt(i - 1))
                    || i + 1 < camelCase.length() && Character.isLowerCase(camelCase.charAt(i + 1)))
                    && camelCase.charAt(i - 1) != '_';
            out.append(wordStart ? "_" : "").append(c);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** As messages show it. */
    @Override
    public String toString() {
        return column.orElseGet(() -> name.equals(snakeCase(name)) ? name : snakeCase(name) + " (or " + name + ")");
    }
}
