/**
 * The bytes of the frontend/backend protocol: bounds-checked reader and writer, framing with limits,
 * {@link io.quarkiverse.psycopg.runtime.driver.wire.Bytes}.
 * No I/O and no threads of its own. The messages themselves are in {@code wire.backend} and {@code wire.frontend}. May use
 * the API's errors and nothing else of the driver. Source: PostgreSQL documentation 54.7, Message Formats.
 */
package io.quarkiverse.psycopg.runtime.driver.wire;
