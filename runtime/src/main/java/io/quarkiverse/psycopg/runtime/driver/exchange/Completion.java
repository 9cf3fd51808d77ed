package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.error.PgException;

/**
 * Where an exchange leaves its outcome. Exactly one of the two is called, once, on the session's event loop.
 *
 * @param <T> the result
 */
public interface Completion<T> {

    /** The operation succeeded and the server is ready again. */
    void completed(T result);

    /** The operation failed. */
    void failed(PgException failure);
}
