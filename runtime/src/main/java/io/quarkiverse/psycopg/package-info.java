/**
 * The driver's public API: pools, connections, cursors, rows, arguments.
 * <p>
 * Begin with {@link io.quarkiverse.psycopg.PgPool}, which is injected, and {@link io.quarkiverse.psycopg.PgExecutor}, what it
 * runs. Then {@link io.quarkiverse.psycopg.PgConnection} and {@link io.quarkiverse.psycopg.PgCursor}, what it lends;
 * {@link io.quarkiverse.psycopg.Args} and {@link io.quarkiverse.psycopg.Row}, what goes in and comes out;
 * {@link io.quarkiverse.psycopg.Psycopg}, which opens connections and pools by code, with
 * {@link io.quarkiverse.psycopg.PgConnectOptions} and {@link io.quarkiverse.psycopg.PgPoolOptions};
 * {@link io.quarkiverse.psycopg.Sql}, statements that are composed; {@link io.quarkiverse.psycopg.Adapter} and
 * {@link io.quarkiverse.psycopg.Typecaster}, classes of the application's own. Each feature beyond has a package of its own.
 * The API depends on the JDK, Mutiny, CDI annotations and Vert.x's {@code Buffer} only; the implementation is in
 * {@code io.quarkiverse.psycopg.runtime.driver}.
 */
package io.quarkiverse.psycopg;
