/**
 * The output plugin {@code pgoutput}: a pure decoder from bytes to messages, and the assembly of messages into changes.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.PgOutputDecoder},
 * {@link io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ChangeAssembler}. Uses {@code wire}, {@code types} and the
 * API, never a connection. Source: PostgreSQL documentation 54.5 and 54.9, protocol versions 1 to 4.
 */
package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;
