/**
 * Dev mode: what is kept over a live reload, and that nothing else is.
 */
package io.quarkiverse.psycopg.reload;
