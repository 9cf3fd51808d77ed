package io.quarkiverse.psycopg.runtime.driver.connection;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Where a caller wants its results: on the Vert.x context that it subscribed from, a duplicated one included; on the session's
 * event loop where it was on none.
 */
public final class CallerContext {

    private static final CallerContext NONE = new CallerContext(null);

    private final ContextInternal context;

    private CallerContext(ContextInternal context) {
        this.context = context;
    }

    /** The context of the calling thread. */
    public static CallerContext current() {
        ContextInternal current = (ContextInternal) Vertx.currentContext();
        return current == null ? NONE : new CallerContext(current);
    }

    /** Runs the task there: at once where that is the calling thread's event loop. */
    public void run(Runnable task) {
        if (context == null) {
            task.run();
        } else {
            context.emit(task, Runnable::run);
        }
    }
}
