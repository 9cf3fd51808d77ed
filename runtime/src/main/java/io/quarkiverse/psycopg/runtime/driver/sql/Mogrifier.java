package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.List;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * Binding on the client: a statement with its arguments written into it. Source: psycopg2's {@code cursor.mogrify}.
 */
final class Mogrifier {

    private Mogrifier() {
    }

    static String mogrify(String sql, Args args, PlaceholderStyle style, Literals literals) {
        if (sql.isEmpty()) {
            throw new ProgrammingException("expected a statement, got an empty one");
        }
        if (args instanceof Args.None) {
            return sql;
        }
        Statement statement = PlaceholderScanner.scan(sql, style, literals.traits().standardConformingStrings());
        List<?> values = statement.arguments(args);
        String[] written = new String[values.size()];
        Joiner joiner = new Joiner();
        joiner.text(statement.fragments().get(0));
        for (int i = 1; i < statement.fragments().size(); i++) {
            int slot = statement.slot(i - 1);
            if (written[slot] == null) {
                written[slot] = literals.literal(values.get(slot));
            }
            joiner.value(written[slot]);
            joiner.text(statement.fragments().get(i));
        }
        return joiner.join(literals.traits());
    }
}
