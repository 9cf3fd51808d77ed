package io.quarkiverse.psycopg.runtime.driver.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be done after an event of {@link ListenerMachine}, in the order given.
 */
sealed interface ListenerAction {

    /** Open a connection. */
    record Connect() implements ListenerAction {
    }

    /** Send these statements in one go. */
    record Execute(String sql) implements ListenerAction {
    }

    /** Give the connection up, or the attempt to open one; what it still reports is nobody's. */
    record Disconnect() implements ListenerAction {
    }

    /** Ask to connect again after a pause. */
    record RetryLater() implements ListenerAction {
    }

    /**
     * A channel is in effect.
     *
     * @param since from when on nothing is missed
     * @param lostSince where it was so before: since when notifications may be missing
     */
    record InEffect(String channel, Instant since, Optional<Instant> lostSince) implements ListenerAction {
    }
}
