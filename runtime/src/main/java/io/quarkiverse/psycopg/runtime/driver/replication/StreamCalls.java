package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Callers that wait for the same thing of a stream. Adding and {@link #take taking} are thread-safe; those who were taken are
 * told outside of any lock.
 */
final class StreamCalls {

    private final List<UniEmitter<? super Void>> waiting = new ArrayList<>();

    synchronized void add(UniEmitter<? super Void> caller) {
        waiting.add(caller);
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Those who wait now; whoever comes later is not among them. */
    synchronized StreamCalls take() {
        StreamCalls taken = new StreamCalls();
        taken.waiting.addAll(waiting);
        waiting.clear();
        return taken;
    }

    void complete() {
        waiting.forEach(caller -> caller.complete(null));
    }

    void fail(Throwable cause) {
        waiting.forEach(caller -> caller.fail(cause));
    }
}
