package io.quarkiverse.psycopg.runtime.driver.sql.lexer;

/**
 * The character classes of PostgreSQL's lexer. Every character outside ASCII is a letter, as there.
 */
public final class SqlCharacters {

    private SqlCharacters() {
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    public static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }

    public static boolean isOperator(char c) {
        return "~!@#^&|`?+-*/%<>=".indexOf(c) >= 0;
    }

    /** Whether an operator that holds this character may end in plus or minus. */
    static boolean allowsTrailingSign(char c) {
        return "~!@#^&|`?%".indexOf(c) >= 0;
    }
}
