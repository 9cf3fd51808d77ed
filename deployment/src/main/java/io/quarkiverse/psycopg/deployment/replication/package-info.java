/**
 * Build steps of replication streams: observers are found, checked and wired, streams become beans.
 */
package io.quarkiverse.psycopg.deployment.replication;
