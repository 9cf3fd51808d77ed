/**
 * The tree of failures: DB-API's classes, one class per SQLSTATE condition, and the server's diagnostics.
 */
package io.quarkiverse.psycopg.error;
