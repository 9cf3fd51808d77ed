/**
 * The tree of failures: DB-API's classes, and what the server says of an error.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.error.PgException}, the root of all, with whether a retry is safe
 * ({@link io.quarkiverse.psycopg.error.Outcome}); {@link io.quarkiverse.psycopg.error.Diagnostics}, the server's fields;
 * {@link io.quarkiverse.psycopg.error.SqlState}, the codes. A class per SQLSTATE is in {@code .condition}, generated with
 * {@code SqlState} and {@code SqlStateExceptions} from the server's own table. No message shows a value. Depends on the JDK
 * alone. Source: PEP 249, Exceptions; PostgreSQL documentation, appendix A, Error Codes.
 */
package io.quarkiverse.psycopg.error;
