package io.quarkiverse.psycopg.testsupport;

import java.util.Objects;

/**
 * Something that a {@link FaultProxy} does to one connection when one direction's stream has come to a place. Happens once.
 */
public record Fault(Direction direction, Place place, Effect effect) {

    /** Which stream of a connection. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    /** What happens. What was forwarded before stays forwarded. */
    public enum Effect {
        /** Both sides see an orderly end. */
        FIN,
        /** The client sees a reset, which may overtake bytes that it has not read; the server an end. */
        RST,
        /** This direction is not forwarded any more, until {@link FaultLink#release()}. */
        STALL,
        /** Neither direction is forwarded any more, until {@link FaultLink#release()}. */
        BLACK_HOLE
    }

    /** Where in the stream. */
    public sealed interface Place permits AtByte, AfterMessage, BeforeType {
    }

    /** After exactly so many bytes; 0 is before the first. */
    public record AtByte(long bytes) implements Place {
    }

    /** After so many whole messages, counted from the connection's beginning; at least 1. */
    public record AfterMessage(long messages) implements Place {
    }

    /** Before the n-th message, from 1, of a type byte: that one is not forwarded. */
    public record BeforeType(char type, long nth) implements Place {
    }

    public Fault {
        Objects.requireNonNull(direction);
        Objects.requireNonNull(place);
        Objects.requireNonNull(effect);
    }

    public static Fault atByte(Direction direction, long bytes, Effect effect) {
        return new Fault(direction, new AtByte(bytes), effect);
    }

    public static Fault afterMessage(Direction direction, long messages, Effect effect) {
        return new Fault(direction, new AfterMessage(messages), effect);
    }

    public static Fault beforeType(Direction direction, char type, long nth, Effect effect) {
        return new Fault(direction, new BeforeType(type, nth), effect);
    }
}
