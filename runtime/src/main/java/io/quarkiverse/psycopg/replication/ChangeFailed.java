package io.quarkiverse.psycopg.replication;

import java.util.Objects;

/**
 * An observer failed for a change, and the stream's failure policy is to hand it over and go on.
 *
 * @param stream the stream's name
 * @param change the change
 * @param failure what the observer threw
 */
public record ChangeFailed(String stream, Change change, Throwable failure) {

    public ChangeFailed {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(failure, "failure");
    }
}
