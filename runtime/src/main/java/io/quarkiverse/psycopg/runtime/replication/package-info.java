/**
 * Replication streams of an application: made from the configuration, handed to observers of
 * {@link io.quarkiverse.psycopg.replication.PgReplication}, started and stopped with the application.
 * <p>
 * Main types: {@link io.quarkiverse.psycopg.runtime.replication.ReplicationStreams},
 * {@link io.quarkiverse.psycopg.runtime.replication.ChangeDispatcher}. It is glue: it may use Quarkus, the configuration and
 * the driver.
 */
package io.quarkiverse.psycopg.runtime.replication;
