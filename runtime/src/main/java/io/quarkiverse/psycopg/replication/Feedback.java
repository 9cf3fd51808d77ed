package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * What a consumer tells the server (psycopg2's {@code send_feedback}). Positions never move backwards: an older one than was
 * told before is without effect. Immutable; each method gives a changed copy.
 *
 * @param write what has been received and written
 * @param flush what has been stored for good: a logical slot will not send it again, and the server may delete its WAL
 * @param apply what has been applied
 * @param reply whether the server is asked to answer at once
 * @param force whether it is sent at once; otherwise with the next status message
 */
public record Feedback(Optional<Lsn> write, Optional<Lsn> flush, Optional<Lsn> apply, boolean reply, boolean force) {

    public Feedback {
        Objects.requireNonNull(write, "write");
        Objects.requireNonNull(flush, "flush");
        Objects.requireNonNull(apply, "apply");
    }

    /** Nothing new: the positions as they are known. */
    public static Feedback unchanged() {
        return new Feedback(Optional.empty(), Optional.empty(), Optional.empty(), false, false);
    }

    /** Everything up to here has been stored. */
    public static Feedback flushed(Lsn position) {
        return unchanged().withFlush(position);
    }

    /** What has been received and written. */
    public Feedback withWrite(Lsn value) {
        return new Feedback(Optional.of(value), flush, apply, reply, force);
    }

    /** What has been stored for good. */
    public Feedback withFlush(Lsn value) {
        return new Feedback(write, Optional.of(value), apply, reply, force);
    }

    /** What has been applied. */
    public Feedback withApply(Lsn value) {
        return new Feedback(write, flush, Optional.of(value), reply, force);
    }

    /** Whether the server is asked to answer at once. */
    public Feedback withReply(boolean value) {
        return new Feedback(write, flush, apply, value, force);
    }

    /** Whether it is sent at once. */
    public Feedback withForce(boolean value) {
        return new Feedback(write, flush, apply, reply, value);
    }
}
