/** Checks of the rendered pages. */
package io.quarkiverse.psycopg.docs;
