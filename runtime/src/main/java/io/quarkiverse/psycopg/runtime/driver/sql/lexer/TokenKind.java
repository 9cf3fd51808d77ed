package io.quarkiverse.psycopg.runtime.driver.sql.lexer;

/**
 * What a token of SQL is. Source: PostgreSQL documentation 4.1, Lexical Structure.
 */
public enum TokenKind {
    /** Spaces, tabs, line ends, form feeds, vertical tabs. */
    WHITESPACE("whitespace"),
    /** {@code -- …} to the end of the line, or a nested {@code /* … *}{@code /}. */
    COMMENT("a comment"),
    /** A key word or an unquoted identifier. */
    WORD("a word"),
    /** {@code "…"} and {@code U&"…"}. */
    QUOTED_IDENTIFIER("a quoted identifier"),
    /** {@code '…'}, {@code E'…'}, {@code U&'…'}, {@code N'…'}, {@code B'…'}, {@code X'…'} with their continuations. */
    STRING("a string literal"),
    /** {@code $$…$$}, {@code $tag$…$tag$}. */
    DOLLAR_STRING("a dollar-quoted string"),
    /** Integers in every base and numbers with point or exponent. */
    NUMBER("a number"),
    /** {@code $1}. */
    PARAMETER("a parameter"),
    /** A run of operator characters. */
    OPERATOR("an operator"),
    /** One of {@code , ( ) [ ] . ; :}, or {@code ::}, {@code :=}, {@code ..}. */
    PUNCTUATION("punctuation"),
    /** A character that no token of SQL begins with. */
    OTHER("a character without meaning in SQL");

    private final String description;

    TokenKind(String description) {
        this.description = description;
    }

    /** The kind with its article, for error messages. */
    public String description() {
        return description;
    }

    /** Whether the parser never sees tokens of this kind. */
    public boolean isBlank() {
        return this == WHITESPACE || this == COMMENT;
    }
}
