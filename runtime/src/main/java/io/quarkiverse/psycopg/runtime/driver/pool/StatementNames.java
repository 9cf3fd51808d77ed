package io.quarkiverse.psycopg.runtime.driver.pool;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind;

/**
 * The words and quoted names of a statement as the catalog would hold them: whatever the statement mentions is among them,
 * functions, tables and views; keywords, columns and aliases are too, since only a parser could tell them apart.
 */
final class StatementNames {

    /** Names are cut at this length by the server. */
    private static final int LONGEST_NAME = 63;

    private StatementNames() {
    }

    /** Absent where a name is written so that only the server can read it, or where a percent sign is doubled. */
    static Optional<Set<String>> of(String sql) {
        if (sql.contains("%%")) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        Lexer lexer = new Lexer(sql, true);
        while (lexer.next()) {
            String name = null;
            if (lexer.kind() == TokenKind.WORD) {
                name = lowerCase(lexer.token());
            } else if (lexer.kind() == TokenKind.QUOTED_IDENTIFIER) {
                if (!lexer.isClosed() || !lexer.token().startsWith("\"")) {
                    return Optional.empty();
                }
                name = lexer.token().substring(1, lexer.token().length() - 1).replace("\"\"", "\"");
            } else if (lexer.kind() == TokenKind.STRING && lexer.token().indexOf('\\') >= 0) {
                return Optional.empty();
            }
            if (name != null) {
                if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                    return Optional.empty();
                }
                names.add(name);
            }
        }
        return Optional.of(names);
    }

    /** As the server folds names: ASCII letters only. */
    private static String lowerCase(String word) {
        StringBuilder folded = new StringBuilder(word);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
