/**
 * The driver's public API: pools, connections, cursors, rows, arguments.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.Psycopg}, {@link io.quarkiverse.psycopg.PgPool},
 * {@link io.quarkiverse.psycopg.PgConnection}, {@link io.quarkiverse.psycopg.Row},
 * {@link io.quarkiverse.psycopg.Args}. It depends on the JDK, Mutiny, CDI annotations and Vert.x's {@code Buffer} only; the
 * implementation is in {@code io.quarkiverse.psycopg.runtime.driver}.
 */
package io.quarkiverse.psycopg;
