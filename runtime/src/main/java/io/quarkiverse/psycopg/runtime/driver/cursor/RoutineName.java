package io.quarkiverse.psycopg.runtime.driver.cursor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind;

/**
 * The name of a function or procedure as a caller writes it: {@code name}, {@code schema.name}, either part in double quotes.
 * Nothing else passes, since the name becomes part of a statement.
 *
 * @param text the name as written
 * @param schema the schema as the catalog has it, empty where the name has none
 * @param name the name as the catalog has it
 */
record RoutineName(String text, Optional<String> schema, String name) {

    static RoutineName parse(String text) {
        Lexer lexer = new Lexer(text, true);
        List<String> parts = new ArrayList<>();
        boolean expectsPart = true;
        while (lexer.next()) {
            if (expectsPart && isPart(lexer)) {
                parts.add(catalogName(lexer.token()));
            } else if (expectsPart || !lexer.token().equals(".")) {
                throw refused(text);
            }
            expectsPart = !expectsPart;
        }
        if (expectsPart || parts.size() > 2) {
            throw refused(text);
        }
        String last = parts.get(parts.size() - 1);
        return new RoutineName(text, parts.size() == 2 ? Optional.of(parts.get(0)) : Optional.empty(), last);
    }

    private static boolean isPart(Lexer lexer) {
        return lexer.kind() == TokenKind.WORD || lexer.kind() == TokenKind.QUOTED_IDENTIFIER && lexer.isClosed()
                && lexer.token().startsWith("\"");
    }

    /** Folded as the server folds: ASCII letters to lower case, nothing in quotes. */
    private static String catalogName(String part) {
        return part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                : part.toLowerCase(Locale.ROOT);
    }

    private static ProgrammingException refused(String text) {
        return new ProgrammingException("expected the name of a function or procedure (name, schema.name, \"Name\"), got "
                + text.length() + " characters that are none");
    }
}
