package io.quarkiverse.psycopg.showcase;

import io.quarkiverse.psycopg.replication.ReplicationStream;

/**
 * How the stream of changes stands.
 *
 * @param state the name of its ReplicationState
 * @param lagBytes log of the server that is not acknowledged
 * @param lagMillis age of the oldest transaction that is not
 */
public record FeedFigures(String state, long lagBytes, long lagMillis) {

    static FeedFigures of(ReplicationStream stream) {
        return new FeedFigures(stream.state().name(), stream.positions().lagBytes(), stream.lag().toMillis());
    }
}
