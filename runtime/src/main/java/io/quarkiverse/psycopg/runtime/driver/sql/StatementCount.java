package io.quarkiverse.psycopg.runtime.driver.sql;

/**
 * Tells whether a text holds one statement or several: the extended protocol takes one.
 */
public final class StatementCount {

    private StatementCount() {
    }

    /**
     * Whether something stands behind a semicolon. A function's body in SQL-standard form ({@code BEGIN ATOMIC … END}) counts
     * as several too, which does no harm: the simple protocol takes any number.
     *
     * @param standardConformingStrings the session's setting of that name
     */
    public static boolean isSeveral(String sql, boolean standardConformingStrings) {
        if (sql.indexOf(';') < 0) {
            return false;
        }
        Lexer lexer = new Lexer(sql, standardConformingStrings);
        boolean behind = false;
        while (lexer.next()) {
            if (!lexer.kind().isBlank()) {
                boolean semicolon = lexer.kind() == TokenKind.PUNCTUATION && sql.charAt(lexer.start()) == ';';
                if (behind && !semicolon) {
                    return true;
                }
                behind |= semicolon;
            }
        }
        return false;
    }
}
