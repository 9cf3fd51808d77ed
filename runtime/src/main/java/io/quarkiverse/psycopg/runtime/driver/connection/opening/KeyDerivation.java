package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;

/**
 * Derives SCRAM keys on worker threads, few at a time: many logins at once must neither block event loops nor take all
 * processors from them. Thread-safe.
 */
final class KeyDerivation {

    private record Task(Context context, String password, ScramChallenge challenge, BooleanSupplier cancelled,
            Promise<ScramKeys> promise) {
    }

    private final int atOnce;
    private final Queue<Task> waiting = new ArrayDeque<>();
    private int running;

    /** @param atOnce how many derivations may run at the same time, at least 1 */
    KeyDerivation(int atOnce) {
        this.atOnce = atOnce;
    }

    /** As many at a time as leave a processor to the event loops. */
    static KeyDerivation forThisMachine() {
        return new KeyDerivation(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /**
     * @param cancelled once true, the keys are not wanted any more
     * @return completes on the context; fails with {@link CancellationException} when it was cancelled
     */
    Future<ScramKeys> derive(Context context, String password, ScramChallenge challenge, BooleanSupplier cancelled) {
        Promise<ScramKeys> promise = ((ContextInternal) context).promise();
        synchronized (this) {
            waiting.add(new Task(context, password, challenge, cancelled, promise));
        }
        next();
        return promise.future();
    }

    private void next() {
        Task task;
        synchronized (this) {
            task = running < atOnce ? waiting.poll() : null;
            if (task == null) {
                return;
            }
            running++;
        }
        task.context().executeBlocking(() -> run(task), false).onComplete(task.promise());
    }

    private ScramKeys run(Task task) {
        try {
            if (task.cancelled().getAsBoolean()) {
                throw new CancellationException("the login was given up");
            }
            ScramChallenge challenge = task.challenge();
            return ScramKeys.derive(task.password(), challenge.salt(), challenge.iterations(), task.cancelled());
        } finally {
            synchronized (this) {
                running--;
            }
            next();
        }
    }
}
