/**
 * Values that SQL has and the JDK has not, as immutable Java types, and what JSON libraries are reached through
 * ({@link io.quarkiverse.psycopg.types.JsonMapper}). How an application teaches the driver types of its own is in the package
 * above: {@code Adapter}, {@code Typecaster}.
 * <p>
 * Depends on the JDK and {@code io.quarkiverse.psycopg.error} only. Source: PostgreSQL documentation, chapter 8, Data Types.
 */
package io.quarkiverse.psycopg.types;
