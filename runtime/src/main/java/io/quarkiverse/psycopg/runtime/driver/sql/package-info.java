/**
 * SQL text: the lexer, placeholders and their binding to {@code $1}…, quoting, and composition of literals on the client.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.sql.Lexer},
 * {@link io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder},
 * {@link io.quarkiverse.psycopg.runtime.driver.sql.Literals}, {@link io.quarkiverse.psycopg.runtime.driver.sql.Adapters}. It
 * knows no connection and does no I/O; it may use the wire package and the API. Implements PostgreSQL's documentation chapter
 * 4.1, Lexical Structure, and psycopg's "Passing parameters to SQL queries".
 */
package io.quarkiverse.psycopg.runtime.driver.sql;
