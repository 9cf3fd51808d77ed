package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.smallrye.mutiny.Uni;

/**
 * How many connections a pool keeps, and for how long. Immutable.
 */
public final class PgPoolOptions {

    private final int minSize;
    private final int maxSize;
    private final Duration acquireTimeout;
    private final Duration idleTimeout;
    private final Duration maxLifetime;
    private final PoolReset reset;
    private final boolean sharing;
    private final Duration leakThreshold;
    private final ListenerOptions listener;
    private final ConnectionFactory connectionFactory;
    private final CursorFactory cursorFactory;
    private final Function<PgConnection, Uni<Void>> onConnect;
    private final Function<PgConnection, Uni<Void>> onAcquire;
    private final Function<PgConnection, Uni<Void>> onRelease;

    private PgPoolOptions(Builder b) {
        this.minSize = b.minSize;
        this.maxSize = b.maxSize;
        this.acquireTimeout = b.acquireTimeout;
        this.idleTimeout = b.idleTimeout;
        this.maxLifetime = b.maxLifetime;
        this.reset = b.reset;
        this.sharing = b.sharing;
        this.leakThreshold = b.leakThreshold;
        this.listener = b.listener;
        this.connectionFactory = b.connectionFactory;
        this.cursorFactory = b.cursorFactory;
        this.onConnect = b.onConnect;
        this.onAcquire = b.onAcquire;
        this.onRelease = b.onRelease;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Connections that are kept open; none by default. */
    public int minSize() {
        return minSize;
    }

    /** Connections that may be open; zero for no bound, 20 by default. */
    public int maxSize() {
        return maxSize;
    }

    /** How long a caller waits for a connection; zero for ever, 30 s by default. */
    public Duration acquireTimeout() {
        return acquireTimeout;
    }

    /** After which idle time a connection beyond the minimum is closed; zero for never, 10 min by default. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /**
     * After which age a connection is replaced when it comes back; zero for never, 30 min by default (aiopg's
     * {@code pool_recycle}).
     */
    public Duration maxLifetime() {
        return maxLifetime;
    }

    /** What is done to a returned connection's session state; by default what may have been changed is undone. */
    public PoolReset reset() {
        return reset;
    }

    /**
     * Whether one-shot statements of several callers may share a connection when all are in use, or as many of a large pool as
     * such statements have a use for: those that are prepared, call nothing volatile and have been short. They may by default.
     * No effect with {@link PoolReset#ALWAYS}.
     */
    public boolean sharing() {
        return sharing;
    }

    /** After which time a borrowed connection is reported as leaked; zero for never, the default. */
    public Duration leakThreshold() {
        return leakThreshold;
    }

    /** How the pool listens for notifications. */
    public ListenerOptions listener() {
        return listener;
    }

    /** What makes the connections that are borrowed; one-shot operations on the pool itself have none. */
    public ConnectionFactory connectionFactory() {
        return connectionFactory;
    }

    /** What makes the cursors of borrowed connections, unless they are given another factory. */
    public CursorFactory cursorFactory() {
        return cursorFactory;
    }

    /** Run on every new connection before it is handed out; a failure closes it. */
    public Optional<Function<PgConnection, Uni<Void>>> onConnect() {
        return Optional.ofNullable(onConnect);
    }

    /** Run on a connection before every hand-out; a failure discards it. */
    public Optional<Function<PgConnection, Uni<Void>>> onAcquire() {
        return Optional.ofNullable(onAcquire);
    }

    /** Run on a connection when it comes back; a failure discards it. */
    public Optional<Function<PgConnection, Uni<Void>>> onRelease() {
        return Optional.ofNullable(onRelease);
    }

    /** The options without secrets. */
    @Override
    public String toString() {
        return "PgPoolOptions[minSize=" + minSize + ", maxSize=" + maxSize + ", acquireTimeout=" + acquireTimeout
                + ", idleTimeout=" + idleTimeout + ", maxLifetime=" + maxLifetime + ", reset=" + reset.keyword()
                + ", sharing=" + sharing + ", leakThreshold=" + leakThreshold + "]";
    }

    /** Collects options; each is checked when it is set. Not for use by several threads. */
    public static final class Builder {

        private int minSize = 0;
        private int maxSize = 20;
        private Duration acquireTimeout = Duration.ofSeconds(30);
        private Duration idleTimeout = Duration.ofMinutes(10);
        private Duration maxLifetime = Duration.ofMinutes(30);
        private PoolReset reset = PoolReset.SMART;
        private boolean sharing = true;
        private Duration leakThreshold = Duration.ZERO;
        private ListenerOptions listener = ListenerOptions.DEFAULT;
        private ConnectionFactory connectionFactory = ConnectionFactory.PLAIN;
        private CursorFactory cursorFactory = CursorFactory.PLAIN;
        private Function<PgConnection, Uni<Void>> onConnect;
        private Function<PgConnection, Uni<Void>> onAcquire;
        private Function<PgConnection, Uni<Void>> onRelease;

        private Builder() {
        }

        private Builder(PgPoolOptions o) {
            this.minSize = o.minSize;
            this.maxSize = o.maxSize;
            this.acquireTimeout = o.acquireTimeout;
            this.idleTimeout = o.idleTimeout;
            this.maxLifetime = o.maxLifetime;
            this.reset = o.reset;
            this.sharing = o.sharing;
            this.leakThreshold = o.leakThreshold;
            this.listener = o.listener;
            this.connectionFactory = o.connectionFactory;
            this.cursorFactory = o.cursorFactory;
            this.onConnect = o.onConnect;
            this.onAcquire = o.onAcquire;
            this.onRelease = o.onRelease;
        }

        /** @see PgPoolOptions#minSize() */
        public Builder minSize(int minSize) {
            this.minSize = OptionChecks.atLeast("pool.min-size", 0, minSize);
            return this;
        }

        /** @see PgPoolOptions#maxSize() */
        public Builder maxSize(int maxSize) {
            this.maxSize = OptionChecks.atLeast("pool.max-size", 0, maxSize);
            return this;
        }

        /** @see PgPoolOptions#acquireTimeout() */
        public Builder acquireTimeout(Duration acquireTimeout) {
            this.acquireTimeout = OptionChecks.notNegative("pool.acquire-timeout", acquireTimeout);
            return this;
        }

        /** @see PgPoolOptions#idleTimeout() */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = OptionChecks.notNegative("pool.idle-timeout", idleTimeout);
            return this;
        }

        /** @see PgPoolOptions#maxLifetime() */
        public Builder maxLifetime(Duration maxLifetime) {
            this.maxLifetime = OptionChecks.notNegative("pool.max-lifetime", maxLifetime);
            return this;
        }

        /** @see PgPoolOptions#reset() */
        public Builder reset(PoolReset reset) {
            this.reset = Objects.requireNonNull(reset, "reset");
            return this;
        }

        /** @see PgPoolOptions#sharing() */
        public Builder sharing(boolean sharing) {
            this.sharing = sharing;
            return this;
        }

        /** @see PgPoolOptions#leakThreshold() */
        public Builder leakThreshold(Duration leakThreshold) {
            this.leakThreshold = OptionChecks.notNegative("pool.leak-threshold", leakThreshold);
            return this;
        }

        /** @see PgPoolOptions#listener() */
        public Builder listener(ListenerOptions listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** @see PgPoolOptions#connectionFactory() */
        public Builder connectionFactory(ConnectionFactory connectionFactory) {
            this.connectionFactory = Objects.requireNonNull(connectionFactory, "connectionFactory");
            return this;
        }

        /** @see PgPoolOptions#cursorFactory() */
        public Builder cursorFactory(CursorFactory cursorFactory) {
            this.cursorFactory = Objects.requireNonNull(cursorFactory, "cursorFactory");
            return this;
        }

        /** @see PgPoolOptions#onConnect() */
        public Builder onConnect(Function<PgConnection, Uni<Void>> onConnect) {
            this.onConnect = Objects.requireNonNull(onConnect, "onConnect");
            return this;
        }

        /** @see PgPoolOptions#onAcquire() */
        public Builder onAcquire(Function<PgConnection, Uni<Void>> onAcquire) {
            this.onAcquire = Objects.requireNonNull(onAcquire, "onAcquire");
            return this;
        }

        /** @see PgPoolOptions#onRelease() */
        public Builder onRelease(Function<PgConnection, Uni<Void>> onRelease) {
            this.onRelease = Objects.requireNonNull(onRelease, "onRelease");
            return this;
        }

        /** The options as they are now. */
        public PgPoolOptions build() {
            if (maxSize > 0 && minSize > maxSize) {
                throw OptionChecks.refused("pool.min-size " + minSize + " is greater than pool.max-size " + maxSize);
            }
            return new PgPoolOptions(this);
        }
    }
}
