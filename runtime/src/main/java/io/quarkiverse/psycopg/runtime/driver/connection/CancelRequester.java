package io.quarkiverse.psycopg.runtime.driver.connection;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.vertx.core.Future;

/**
 * Sends a CancelRequest on a connection of its own, with the same checks of the server's identity as the session's.
 */
@FunctionalInterface
public interface CancelRequester {

    /**
     * @return completes when the server has closed that connection, that is when the cancel can hit nothing that is sent later;
     *         ends by a deadline of its own; fails with a ConnectionLostException where the request has left and may still
     *         arrive, with anything else where it has not left
     */
    Future<Void> request(int backendPid, Bytes key);
}
