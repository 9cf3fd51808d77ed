package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * How a cursor is made: on the client without a name, on the server with one. Immutable.
 * <p>
 * What is not given here is the connection's: its default factory, its timeout, its placeholder style, its echo.
 */
public final class CursorOptions {

    private static final CursorOptions DEFAULTS = builder().build();

    private final String name;
    private final Boolean scrollable;
    private final boolean withHold;
    private final Duration timeout;
    private final CursorFactory factory;
    private final PlaceholderStyle placeholders;

    private CursorOptions(Builder builder) {
        this.name = builder.name;
        this.scrollable = builder.scrollable;
        this.withHold = builder.withHold;
        this.timeout = builder.timeout;
        this.factory = builder.factory;
        this.placeholders = builder.placeholders;
    }

    /** A cursor on the client, with all that the connection has by default. */
    public static CursorOptions defaults() {
        return DEFAULTS;
    }

    /** A cursor on the server, of this name. */
    public static CursorOptions named(String name) {
        return builder().name(name).build();
    }

    /** A builder with the defaults: a cursor on the client. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.name = name;
        builder.scrollable = scrollable;
        builder.withHold = withHold;
        builder.timeout = timeout;
        builder.factory = factory;
        builder.placeholders = placeholders;
        return builder;
    }

    /** The name of a cursor on the server; empty for one on the client. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * Whether a named cursor can go back: declared {@code SCROLL} or {@code NO SCROLL}; empty leaves it to the server, which
     * allows it where it costs nothing.
     */
    public Optional<Boolean> scrollable() {
        return Optional.ofNullable(scrollable);
    }

    /** Whether a named cursor outlives its transaction ({@code WITH HOLD}). */
    public boolean withHold() {
        return withHold;
    }

    /** The deadline of each operation of this cursor, {@link Duration#ZERO} for none; empty for the connection's. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** What makes the cursor; empty for the connection's default. */
    public Optional<CursorFactory> factory() {
        return Optional.ofNullable(factory);
    }

    /** How placeholders are written; empty for the connection's style. */
    public Optional<PlaceholderStyle> placeholders() {
        return Optional.ofNullable(placeholders);
    }

    /** Collects options; each method gives the builder itself. */
    public static final class Builder {

        private String name;
        private Boolean scrollable;
        private boolean withHold;
        private Duration timeout;
        private CursorFactory factory;
        private PlaceholderStyle placeholders;

        private Builder() {
        }

        /** Names the cursor, which is declared on the server then. Any text of at least one character will do: it is quoted. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link CursorOptions#scrollable()}. */
        public Builder scrollable(boolean scrollable) {
            this.scrollable = scrollable;
            return this;
        }

        /** See {@link CursorOptions#withHold()}. */
        public Builder withHold(boolean withHold) {
            this.withHold = withHold;
            return this;
        }

        /** See {@link CursorOptions#timeout()}. */
        public Builder timeout(Duration timeout) {
            this.timeout = OptionChecks.notNegative("timeout", timeout);
            return this;
        }

        /** See {@link CursorOptions#factory()}. */
        public Builder factory(CursorFactory factory) {
            this.factory = Objects.requireNonNull(factory, "factory");
            return this;
        }

        /** See {@link CursorOptions#placeholders()}. */
        public Builder placeholders(PlaceholderStyle placeholders) {
            this.placeholders = Objects.requireNonNull(placeholders, "placeholders");
            return this;
        }

        /**
         * The options as they are now.
         *
         * @throws ProgrammingException where {@code scrollable} or {@code withHold} is given for a cursor without a name
         */
        public CursorOptions build() {
            if (name == null && (scrollable != null || withHold)) {
                throw new ProgrammingException("expected a name for a cursor that is scrollable or withHold, got none: "
                        + "only cursors on the server can be that");
            }
            if (name != null && name.isEmpty()) {
                throw new ProgrammingException("expected a cursor's name of at least one character, got an empty one");
            }
            return new CursorOptions(this);
        }
    }
}
