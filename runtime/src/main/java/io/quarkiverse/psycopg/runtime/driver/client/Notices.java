package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * A session's last notices, and who else is told of each. As psycopg, it keeps 50. Safe for use from any thread.
 */
public final class Notices {

    /** How many are kept. */
    static final int KEPT = 50;

    private final Optional<Consumer<Diagnostics>> handler;
    private final ArrayDeque<Diagnostics> last = new ArrayDeque<>();

    Notices(Optional<Consumer<Diagnostics>> handler) {
        this.handler = handler;
    }

    /** A notice has come. */
    void received(Diagnostics notice) {
        synchronized (this) {
            if (last.size() == KEPT) {
                last.poll();
            }
            last.add(notice);
        }
        try {
            handler.ifPresent(told -> told.accept(notice));
        } catch (RuntimeException e) {
            Infrastructure.handleDroppedException(e);
        }
    }

    /** What is kept now, oldest first. */
    synchronized List<Diagnostics> list() {
        return List.copyOf(last);
    }

    synchronized void clear() {
        last.clear();
    }
}
