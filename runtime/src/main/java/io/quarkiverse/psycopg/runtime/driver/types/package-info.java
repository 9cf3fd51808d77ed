/**
 * SQL types: how values are written as parameters and read from rows, in PostgreSQL's text and binary forms.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry} (which codec belongs to an OID, in copy-on-write
 * scopes), {@link io.quarkiverse.psycopg.runtime.driver.types.Codec} (one SQL type),
 * {@link io.quarkiverse.psycopg.runtime.driver.types.Columns} and {@link io.quarkiverse.psycopg.runtime.driver.types.WireRow}
 * (rows decoded when they are read). The codecs of base types are in {@code .base}, those made from other types in
 * {@code .derived}. May use {@code wire} and the API. Source: PostgreSQL documentation, chapter 8 (Data Types) and 53.64
 * (pg_type).
 */
package io.quarkiverse.psycopg.runtime.driver.types;
