package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.error.PgException;

/**
 * Lets the first outcome through: an exchange that was given up is settled or abandoned all the same. On the event loop only.
 */
final class Once<R> implements Completion<R> {

    private final Completion<? super R> completion;
    private boolean told;

    Once(Completion<? super R> completion) {
        this.completion = completion;
    }

    /** The failure where there is one, else the value. */
    void end(R value, PgException failureOrNull) {
        if (failureOrNull == null) {
            completed(value);
        } else {
            failed(failureOrNull);
        }
    }

    @Override
    public void completed(R value) {
        if (!told) {
            told = true;
            completion.completed(value);
        }
    }

    @Override
    public void failed(PgException cause) {
        if (!told) {
            told = true;
            completion.failed(cause);
        }
    }
}
