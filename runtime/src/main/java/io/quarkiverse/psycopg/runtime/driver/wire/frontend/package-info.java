/**
 * What a client sends: a record per message, each reads and writes itself; empty messages are constants of
 * {@link io.quarkiverse.psycopg.runtime.driver.wire.frontend.EmptyRequest}. Reading is for tests (a scripted server). Depends
 * on {@code wire} and the API's errors. Source: PostgreSQL documentation 54.7, Message Formats.
 */
package io.quarkiverse.psycopg.runtime.driver.wire.frontend;
