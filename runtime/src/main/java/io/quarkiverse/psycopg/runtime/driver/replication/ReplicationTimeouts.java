package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Duration;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * The waits of a replication connection.
 *
 * @param command how long a command may take, START_REPLICATION until the server agrees
 * @param statusInterval how often the server is told of the positions where the caller says nothing else
 * @param silence how long a server may say nothing before the connection counts as lost; it is asked after half of it
 */
public record ReplicationTimeouts(Duration command, Duration statusInterval, Duration silence) {

    /** Thirty seconds, ten, and a minute, which is the server's own patience. */
    public static final ReplicationTimeouts DEFAULT = new ReplicationTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    public ReplicationTimeouts {
        if (command.isZero() || command.isNegative() || statusInterval.isZero() || statusInterval.isNegative()
                || silence.compareTo(statusInterval) < 0) {
            throw new ProgrammingException("replication timeouts must be above zero, and the silence that is borne no shorter"
                    + " than the status interval");
        }
    }
}
