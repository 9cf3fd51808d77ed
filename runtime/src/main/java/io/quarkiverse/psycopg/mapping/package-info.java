/**
 * An application's records and enums as rows and as types of the database: annotations from which the build generates mappers,
 * and what those mappers are. By code a mapper can be written by hand and registered with
 * {@link io.quarkiverse.psycopg.Psycopg}.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.mapping.PgRow}, {@link io.quarkiverse.psycopg.mapping.PgComposite},
 * {@link io.quarkiverse.psycopg.mapping.PgEnum}, {@link io.quarkiverse.psycopg.mapping.RecordMapper}. Depends on the JDK and
 * the API.
 */
package io.quarkiverse.psycopg.mapping;
