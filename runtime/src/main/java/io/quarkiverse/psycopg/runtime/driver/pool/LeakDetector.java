package io.quarkiverse.psycopg.runtime.driver.pool;

import java.time.Duration;

import org.jboss.logging.Logger;

import io.vertx.core.Vertx;

/**
 * Reports connections that are borrowed for longer than a threshold, with the place where they were acquired. Costs nothing
 * where no threshold is configured.
 */
final class LeakDetector {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.psycopg.pool");

    /** Where a connection was acquired: its stack trace. Not a failure. */
    static final class Place extends Throwable {

        private static final long serialVersionUID = 1L;

        Place() {
            super("a connection was acquired here", null, false, true);
        }
    }

    private final Vertx vertx;
    private final long thresholdMillis;

    LeakDetector(Vertx vertx, Duration threshold) {
        this.vertx = vertx;
        this.thresholdMillis = threshold.toMillis();
    }

    /** The place of the caller, null where nobody would look at it. */
    Place here() {
        return thresholdMillis > 0 ? new Place() : null;
    }

    /** A connection was borrowed; the result is called when it is back. */
    Runnable borrowed(Place place) {
        if (place == null) {
            return () -> {
            };
        }
        long timer = vertx.setTimer(thresholdMillis, fired -> LOG.warnf(place,
                "A connection has not been given back for %d ms (pool.leak-threshold)", thresholdMillis));
        return () -> vertx.cancelTimer(timer);
    }
}
