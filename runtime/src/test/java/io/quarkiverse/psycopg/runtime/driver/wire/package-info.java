/**
 * Tests of the wire: bytes first.
 */
package io.quarkiverse.psycopg.runtime.driver.wire;
