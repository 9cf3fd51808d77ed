/**
 * What a server sends: a record per message, each reads and writes itself; empty messages are constants of
 * {@link io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage}. Writing is for tests (a scripted server) and for
 * fuzzing. Depends on {@code wire} and the API's errors. Source: PostgreSQL documentation 54.7, Message Formats.
 */
package io.quarkiverse.psycopg.runtime.driver.wire.backend;
