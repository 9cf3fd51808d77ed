package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Writes a small message into the server's log at intervals, over a connection of its own that is closed each time. The stream
 * meets it as it meets a change: the confirmed position moves, and {@code serverEnd} tells the truth, also where nothing else
 * is written. Consumers never see it. Source: PostgreSQL documentation 9.28.6, pg_logical_emit_message.
 */
final class Heartbeat {

    /** What marks the messages as nobody's business. */
    static final String PREFIX = "quarkus-psycopg:heartbeat";

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final String SQL = "SELECT pg_catalog.pg_logical_emit_message(false, '" + PREFIX + "', '')";

    private final String stream;
    private final ReplicationConnector connector;
    private final Duration interval;
    private final BooleanSupplier wanted;

    /** @param wanted asked before each beat; the first no ends it */
    Heartbeat(String stream, ReplicationConnector connector, Duration interval, BooleanSupplier wanted) {
        this.stream = stream;
        this.connector = connector;
        this.interval = interval;
        this.wanted = wanted;
    }

    /** Whether a message is a beat, of this instance or of another one. */
    static boolean is(LogicalMessage message) {
        return !message.isTransactional() && message.prefix().equals(PREFIX);
    }

    /** Begins, after one interval. */
    void begin() {
        if (!interval.isZero()) {
            Infrastructure.getDefaultWorkerPool().schedule(this::beat, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void beat() {
        if (!wanted.getAsBoolean()) {
            return;
        }
        connector.connect().chain(connection -> connection.query(SQL).eventually(connection::close)).subscribe().with(
                done -> begin(), failure -> {
                    LOG.debugf("replication stream \"%s\": no heartbeat: %s", stream, failure.getMessage());
                    begin();
                });
    }
}
