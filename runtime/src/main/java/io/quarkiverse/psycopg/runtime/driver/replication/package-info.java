/**
 * Replication on top of a session: the commands and the messages of the streaming protocol, connections, feedback, the position
 * tracker, and the stream that is kept running.
 * <p>
 * Uses {@code wire}, {@code types}, {@code sql}, {@code adaptation}, {@code exchange}, {@code connection} and the API. Source:
 * PostgreSQL documentation 54.4, Streaming Replication Protocol.
 */
package io.quarkiverse.psycopg.runtime.driver.replication;
