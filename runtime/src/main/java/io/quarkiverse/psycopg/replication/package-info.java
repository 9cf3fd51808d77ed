/**
 * Replication: the server's log as messages ({@link io.quarkiverse.psycopg.replication.ReplicationConnection}), as decoded
 * changes ({@link io.quarkiverse.psycopg.replication.Change} and its family) and as a stream that is kept running
 * ({@link io.quarkiverse.psycopg.replication.ReplicationStream}).
 * <p>
 * Depends on the JDK, Mutiny, CDI annotations, Vert.x's {@code Buffer} and the rest of the API. Source: PostgreSQL
 * documentation chapters 54.4 (Streaming Replication Protocol), 54.5 (Logical Streaming Replication Protocol) and 47 (Logical
 * Decoding).
 */
package io.quarkiverse.psycopg.replication;
