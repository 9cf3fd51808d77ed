package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.function.Function;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;

/** What became of one operation, as text. */
final class Told {

    private String text;
    PgException failure;
    int times;

    <T> Completion<T> of(Function<? super T, String> form) {
        return new Completion<>() {
            @Override
            public void completed(T result) {
                text = form.apply(result);
                times++;
            }

            @Override
            public void failed(PgException cause) {
                failure = cause;
                times++;
            }
        };
    }

    String told() {
        return failure == null ? text : failure.getMessage();
    }
}
