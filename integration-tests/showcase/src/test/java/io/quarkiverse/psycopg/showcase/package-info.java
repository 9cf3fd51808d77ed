/** End-to-end tests of the order desk: over HTTP, and in a real browser. */
package io.quarkiverse.psycopg.showcase;
