package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.Locale;
import java.util.Set;

import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind;

/**
 * Statements in which PostgreSQL knows no parameters: all but queries, changes of data, CALL, and what contains a query
 * (EXPLAIN, DECLARE, CREATE TABLE AS). Source: PostgreSQL documentation, PREPARE, and part VI, SQL Commands.
 */
final class UtilityStatements {

    private static final String CREATE = "CREATE";
    private static final String AS = "AS";

    private static final Set<String> KEYWORDS = Set.of("ALTER", "ANALYZE", "BEGIN", "CHECKPOINT", "CLOSE", "CLUSTER", "COMMENT",
            "COMMIT", "COPY", CREATE, "DEALLOCATE", "DISCARD", "DO", "DROP", "FETCH", "GRANT", "IMPORT", "LISTEN", "LOAD",
            "LOCK",
            "MOVE", "NOTIFY", "PREPARE", "REASSIGN", "REFRESH", "REINDEX", "RELEASE", "RESET", "REVOKE", "ROLLBACK",
            "SAVEPOINT",
            "SECURITY", "SET", "SHOW", "START", "TRUNCATE", "UNLISTEN", "VACUUM");

    private UtilityStatements() {
    }

    /** The key word of a statement that takes no parameters, as it is written; empty for any other statement. */
    static String keyword(String sql, boolean standardConformingStrings) {
        Lexer lexer = new Lexer(sql, standardConformingStrings);
        while (lexer.next()) {
            if (lexer.kind() == TokenKind.WORD) {
                String word = lexer.token();
                String upper = word.toUpperCase(Locale.ROOT);
                return KEYWORDS.contains(upper) && !(upper.equals(CREATE) && holdsQuery(lexer)) ? word : "";
            }
            if (!lexer.kind().isBlank()) {
                return "";
            }
        }
        return "";
    }

    private static boolean holdsQuery(Lexer lexer) {
        while (lexer.next()) {
            if (lexer.kind() == TokenKind.WORD && lexer.token().equalsIgnoreCase(AS)) {
                return true;
            }
        }
        return false;
    }
}
