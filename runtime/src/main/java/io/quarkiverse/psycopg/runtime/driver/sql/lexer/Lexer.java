package io.quarkiverse.psycopg.runtime.driver.sql.lexer;

import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.allowsTrailingSign;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isDigit;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isLineEnd;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isOperator;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isSpace;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isWordPart;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isWordStart;

/**
 * Splits SQL text into tokens exactly where PostgreSQL's own lexer does. The tokens cover the whole text, blanks and comments
 * included, and it never fails: what is not closed reaches to the end and says so.
 * <p>
 * A cursor over the text: {@link #next()} moves it, the accessors describe the token that it stands on. One thread at a time.
 * Source: PostgreSQL documentation 4.1, Lexical Structure.
 */
public final class Lexer {

    private final String text;
    private final boolean standardConformingStrings;
    private TokenKind kind = TokenKind.WHITESPACE;
    private int start;
    private int end;
    private boolean closed = true;
    private int signsEnd;

    /**
     * @param standardConformingStrings the session's setting of that name: whether a backslash is an ordinary character in
     *        {@code '…'}
     */
    public Lexer(String text, boolean standardConformingStrings) {
        this.text = text;
        this.standardConformingStrings = standardConformingStrings;
    }

    /** Goes to the next token; false at the end of the text. */
    public boolean next() {
        start = end;
        if (start == text.length()) {
            return false;
        }
        closed = true;
        kind = scan(text.charAt(start));
        return true;
    }

    public TokenKind kind() {
        return kind;
    }

    /** Where the token begins, in characters from 0. */
    public int start() {
        return start;
    }

    /** Where the token ends, exclusive. */
    public int end() {
        return end;
    }

    /** Whether the token's closing delimiter was found; true for tokens without one. */
    public boolean isClosed() {
        return closed;
    }

    /** The token as written. */
    public String token() {
        return text.substring(start, end);
    }

    private TokenKind scan(char c) {
        if (isSpace(c)) {
            return whitespace();
        }
        if (isWordStart(c)) {
            return wordOrPrefixed(c);
        }
        if (isDigit(c) || c == '.' && isDigit(at(start + 1))) {
            end = new NumberLexer(text).endOf(start);
            return TokenKind.NUMBER;
        }
        return switch (c) {
            case '\'' -> string(start + 1, !standardConformingStrings);
            case '"' -> quotedIdentifier(start + 1);
            case '$' -> dollar();
            case '-' -> at(start + 1) == '-' ? lineComment() : operator();
            case '/' -> at(start + 1) == '*' ? blockComment() : operator();
            case ',', '(', ')', '[', ']', '.', ';', ':' -> punctuation(c);
            default -> isOperator(c) ? operator() : single(TokenKind.OTHER);
        };
    }

    /** The character at an index, NUL past the end: no token of SQL depends on a NUL. */
    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private TokenKind single(TokenKind single) {
        end = start + 1;
        return single;
    }

    private TokenKind whitespace() {
        end = start + 1;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
        }
        return TokenKind.WHITESPACE;
    }

    private TokenKind lineComment() {
        end = endOfLine(start);
        return TokenKind.COMMENT;
    }

    private int endOfLine(int from) {
        int i = from;
        while (i < text.length() && !isLineEnd(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private TokenKind blockComment() {
        int depth = 1;
        int i = start + 2;
        while (depth > 0 && i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        }
        end = i;
        closed = depth == 0;
        return TokenKind.COMMENT;
    }

    private TokenKind wordOrPrefixed(char c) {
        char second = at(start + 1);
        switch (c) {
            case 'e', 'E' -> {
                if (second == '\'') {
                    return string(start + 2, true);
                }
            }
            case 'n', 'N' -> {
                if (second == '\'') {
                    return string(start + 2, !standardConformingStrings);
                }
            }
            case 'b', 'B', 'x', 'X' -> {
                if (second == '\'') {
                    return string(start + 2, false);
                }
            }
            case 'u', 'U' -> {
                if (second == '&' && at(start + 2) == '\'') {
                    return string(start + 3, false);
                }
                if (second == '&' && at(start + 2) == '"') {
                    return quotedIdentifier(start + 3);
                }
            }
            default -> {
            }
        }
        end = start + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return TokenKind.WORD;
    }

    private TokenKind string(int from, boolean backslashEscapes) {
        int i = from;
        while (true) {
            i = endOfQuoted(i, '\'', backslashEscapes);
            if (!closed) {
                break;
            }
            int continued = continuation(i);
            if (continued < 0) {
                break;
            }
            i = continued;
        }
        end = i;
        return TokenKind.STRING;
    }

    private TokenKind quotedIdentifier(int from) {
        end = endOfQuoted(from, '"', false);
        return TokenKind.QUOTED_IDENTIFIER;
    }

    /** The index behind the closing quote, a doubled quote being content; the end of the text where there is none. */
    private int endOfQuoted(int from, char quote, boolean backslashEscapes) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c == '\\' && backslashEscapes) {
                i++;
            } else if (c == quote) {
                if (at(i) != quote) {
                    return i;
                }
                i++;
            }
        }
        closed = false;
        return text.length();
    }

    /**
     * The index behind the quote that continues a string: blanks with at least one line end, line comments allowed, then a
     * quote. Negative where the string ends at this index.
     */
    private int continuation(int from) {
        boolean newLine = false;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                newLine |= isLineEnd(c);
                i++;
            } else if (c == '-' && at(i + 1) == '-') {
                i = endOfLine(i);
            } else {
                return c == '\'' && newLine ? i + 1 : -1;
            }
        }
        return -1;
    }

    private TokenKind dollar() {
        int i = start + 1;
        if (isDigit(at(i))) {
            while (isDigit(at(i))) {
                i++;
            }
            end = i;
            return TokenKind.PARAMETER;
        }
        if (isWordStart(at(i))) {
            while (isWordStart(at(i)) || isDigit(at(i))) {
                i++;
            }
        }
        if (at(i) != '$') {
            return single(TokenKind.OTHER);
        }
        String delimiter = text.substring(start, i + 1);
        int close = text.indexOf(delimiter, i + 1);
        closed = close >= 0;
        end = closed ? close + delimiter.length() : text.length();
        return TokenKind.DOLLAR_STRING;
    }

    private TokenKind punctuation(char c) {
        char second = at(start + 1);
        boolean two = c == ':' && (second == ':' || second == '=') || c == '.' && second == '.';
        end = start + (two ? 2 : 1);
        return TokenKind.PUNCTUATION;
    }

    private TokenKind operator() {
        if (start < signsEnd) {
            return single(TokenKind.OPERATOR);
        }
        int i = start;
        boolean signMayEnd = false;
        while (i < text.length() && isOperator(text.charAt(i)) && (i == start || !commentBegins(i))) {
            signMayEnd |= allowsTrailingSign(text.charAt(i));
            i++;
        }
        if (!signMayEnd) {
            // Each of the signs behind becomes an operator of its own: known now, so that a long row of them is read once.
            signsEnd = i;
            while (i > start + 1 && (text.charAt(i - 1) == '+' || text.charAt(i - 1) == '-')) {
                i--;
            }
        }
        end = i;
        return TokenKind.OPERATOR;
    }

    private boolean commentBegins(int i) {
        char c = text.charAt(i);
        return c == '-' && at(i + 1) == '-' || c == '/' && at(i + 1) == '*';
    }
}
