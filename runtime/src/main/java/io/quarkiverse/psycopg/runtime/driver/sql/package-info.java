/**
 * SQL text: placeholders and their binding to {@code $1}…, quoting, adapters, and composition of literals on the client.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder} (a statement with arguments, bound on the
 * server), {@link io.quarkiverse.psycopg.runtime.driver.sql.Literals} (values written as text, {@code mogrify} and composed
 * SQL; {@code LiteralForms} is the table of the classes that it writes),
 * {@link io.quarkiverse.psycopg.runtime.driver.sql.Adapters} (the application's classes) and
 * {@link io.quarkiverse.psycopg.runtime.driver.sql.Quoting}. It knows no connection and does no I/O; it may use the
 * lexer beside it, the wire package and the API. Implements psycopg's "Passing parameters to SQL queries" and "SQL string
 * composition".
 */
package io.quarkiverse.psycopg.runtime.driver.sql;
