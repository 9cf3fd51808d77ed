/**
 * An order desk on the extension: orders are streamed from the database, placed and paid, and a background job brings more.
 * <p>
 * {@link io.quarkiverse.psycopg.showcase.OrderDesk} holds all statements; the resources beside it turn them into HTTP.
 */
package io.quarkiverse.psycopg.showcase;
