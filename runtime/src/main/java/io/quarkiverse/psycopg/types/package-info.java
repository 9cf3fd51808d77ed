/**
 * Values that SQL has and the JDK has not, as immutable Java types, and the contracts by which an application teaches the
 * driver types of its own.
 * <p>
 * Depends on the JDK and {@code io.quarkiverse.psycopg.error} only. Source: PostgreSQL documentation, chapter 8, Data Types.
 */
package io.quarkiverse.psycopg.types;
