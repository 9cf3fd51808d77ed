/**
 * What libpq's connection strings, {@code PG*} variables, service file and password file say, as
 * {@link io.quarkiverse.psycopg.PgConnectOptions}. {@link ConnectionString} reads and writes the strings,
 * {@link OptionSources} puts the sources together, {@link OptionReader} makes the options of them. Uses the API only.
 * <p>
 * PostgreSQL documentation 32.1 (Database Connection Control Functions), 32.15 to 32.17.
 */
package io.quarkiverse.psycopg.runtime.driver.connection.options;
