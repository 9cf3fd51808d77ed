package io.quarkiverse.psycopg.runtime.driver.sql;

import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isDigit;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isOperator;
import static io.quarkiverse.psycopg.runtime.driver.sql.lexer.SqlCharacters.isWordPart;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer;
import io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind;

/**
 * Rules for putting pieces of SQL side by side so that no token of one reaches into the other.
 */
final class Fragment {

    private Fragment() {
    }

    /** Whether two characters side by side could become one token, or change the kind of the token that either belongs to. */
    static boolean mayMerge(char last, char first) {
        if (isWordPart(last)) {
            return isWordPart(first) || first == '\'' || first == '"' || first == '&' || first == '.';
        }
        return switch (last) {
            case '\'', '"' -> first == last;
            case '.' -> first == '.' || isDigit(first);
            case ':' -> first == ':' || first == '=';
            default -> isOperator(last) && (isOperator(first) || last == '&' && (first == '\'' || first == '"'));
        };
    }

    /**
     * Refuses text that leaves something open: a string, a quoted name, a comment, a line comment without its line end.
     */
    static void requireWhole(String sql, SessionTraits traits) {
        requireWhole(sql, traits.standardConformingStrings());
        if (traits.stringSyntax() == StringSyntax.UNKNOWN) {
            requireWhole(sql, false);
        }
    }

    private static void requireWhole(String sql, boolean standardConformingStrings) {
        Lexer lexer = new Lexer(sql, standardConformingStrings);
        while (lexer.next()) {
            boolean lineComment = lexer.kind() == TokenKind.COMMENT && sql.startsWith("--", lexer.start());
            if (!lexer.isClosed() || lineComment && lexer.end() == sql.length()) {
                throw new ProgrammingException("expected a piece of SQL that is complete in itself, got one that leaves "
                        + lexer.kind().description() + " open at its end: close it");
            }
        }
    }

    /**
     * The text itself, if it can only be the name of a type: words, quoted names, dots, and modifiers in parentheses or
     * brackets.
     */
    static String requireTypeName(String typeName) {
        Lexer lexer = new Lexer(typeName, true);
        boolean named = false;
        while (lexer.next()) {
            boolean fits = switch (lexer.kind()) {
                case WORD, QUOTED_IDENTIFIER, NUMBER, WHITESPACE -> lexer.isClosed();
                case PUNCTUATION -> !lexer.token().equals(";") && !lexer.token().startsWith(":");
                case COMMENT, STRING, DOLLAR_STRING, PARAMETER, OPERATOR, OTHER -> false;
            };
            if (!fits) {
                throw new ProgrammingException("expected the name of a type, got \"" + typeName + "\": "
                        + lexer.kind().description() + " cannot be part of one");
            }
            named |= lexer.kind() == TokenKind.WORD || lexer.kind() == TokenKind.QUOTED_IDENTIFIER;
        }
        if (!named) {
            throw new ProgrammingException("expected the name of a type, got \"" + typeName + "\"");
        }
        return typeName;
    }
}
