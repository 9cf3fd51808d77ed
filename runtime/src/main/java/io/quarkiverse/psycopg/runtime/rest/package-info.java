/**
 * Glue to Quarkus REST, for applications that have it and ask for it: {@link PgExceptionMapper}. May use the API and Jakarta
 * REST.
 */
package io.quarkiverse.psycopg.runtime.rest;
