/**
 * SQL as a sequence of tokens: what is a word, a literal, a comment, an operator, and where it ends.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.sql.lexer.Lexer} and its
 * {@link io.quarkiverse.psycopg.runtime.driver.sql.lexer.TokenKind}. Uses nothing but the JDK. Implements PostgreSQL's
 * documentation chapter 4.1, Lexical Structure.
 */
package io.quarkiverse.psycopg.runtime.driver.sql.lexer;
