package io.quarkiverse.psycopg.notification;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * How a pool listens: on a connection of its own, outside the pool, opened when somebody listens. Immutable.
 */
public final class ListenerOptions {

    /** The defaults. */
    public static final ListenerOptions DEFAULT = builder().build();

    private final PgConnectOptions connectOptions;
    private final Duration probeInterval;
    private final int bufferSize;
    private final ListenerOverflow overflow;
    private final Duration retryFirst;
    private final Duration retryLargest;

    private ListenerOptions(Builder b) {
        this.connectOptions = b.connectOptions;
        this.probeInterval = b.probeInterval;
        this.bufferSize = b.bufferSize;
        this.overflow = b.overflow;
        this.retryFirst = b.retryFirst;
        this.retryLargest = b.retryLargest;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where to listen; empty for the pool's own address. */
    public Optional<PgConnectOptions> connectOptions() {
        return Optional.ofNullable(connectOptions);
    }

    /**
     * How often the server is asked whether it is there; zero for never. No answer within this time again, and the connection
     * counts as lost.
     */
    public Duration probeInterval() {
        return probeInterval;
    }

    /** Notifications that are kept for a subscriber. */
    public int bufferSize() {
        return bufferSize;
    }

    /** What happens when that is full. */
    public ListenerOverflow overflow() {
        return overflow;
    }

    /** The pause before the first attempt after a loss; doubled with each that fails, shortened by up to a half at random. */
    public Duration retryFirst() {
        return retryFirst;
    }

    /** The longest pause between attempts. */
    public Duration retryLargest() {
        return retryLargest;
    }

    /** Collects options; each is checked when it is set. Not for use by several threads. */
    public static final class Builder {

        private PgConnectOptions connectOptions;
        private Duration probeInterval = Duration.ofSeconds(30);
        private int bufferSize = 1024;
        private ListenerOverflow overflow = ListenerOverflow.GAP;
        private Duration retryFirst = Duration.ofMillis(100);
        private Duration retryLargest = Duration.ofSeconds(30);

        private Builder() {
        }

        /** @see ListenerOptions#connectOptions() */
        public Builder connectOptions(PgConnectOptions connectOptions) {
            this.connectOptions = Objects.requireNonNull(connectOptions, "connectOptions");
            return this;
        }

        /** @see ListenerOptions#probeInterval() */
        public Builder probeInterval(Duration probeInterval) {
            if (probeInterval.isNegative()) {
                throw refused("probe-interval " + probeInterval, "zero for never, or longer");
            }
            this.probeInterval = probeInterval;
            return this;
        }

        /** @see ListenerOptions#bufferSize() */
        public Builder bufferSize(int bufferSize) {
            if (bufferSize < 1) {
                throw refused("buffer-size " + bufferSize, "at least 1");
            }
            this.bufferSize = bufferSize;
            return this;
        }

        /** @see ListenerOptions#overflow() */
        public Builder overflow(ListenerOverflow overflow) {
            this.overflow = Objects.requireNonNull(overflow, "overflow");
            return this;
        }

        /** Pauses between attempts to connect, from a first to a longest one. */
        public Builder retry(Duration first, Duration largest) {
            if (first.isNegative() || first.isZero() || largest.compareTo(first) < 0) {
                throw refused("retry from " + first + " to " + largest, "a first pause above zero and not above the longest");
            }
            this.retryFirst = first;
            this.retryLargest = largest;
            return this;
        }

        private static ProgrammingException refused(String option, String expected) {
            return new ProgrammingException("listener." + option + ": expected " + expected);
        }

        /** The options as they are now. */
        public ListenerOptions build() {
            return new ListenerOptions(this);
        }
    }
}
