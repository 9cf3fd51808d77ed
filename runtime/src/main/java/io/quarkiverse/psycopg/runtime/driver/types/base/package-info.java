/**
 * Codecs of PostgreSQL's base types, one file per type or small family: text and binary, both directions.
 * <p>
 * They know nothing of connections or rows; malformed input is a {@link io.quarkiverse.psycopg.error.DataException} and
 * never allocates more than a fixed multiple of the bytes given. Source: PostgreSQL documentation, chapter 8 (Data Types), and
 * the send and receive functions that {@code pg_type} names.
 */
package io.quarkiverse.psycopg.runtime.driver.types.base;
