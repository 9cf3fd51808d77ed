package io.quarkiverse.psycopg.runtime.driver.connection;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Where a caller wants its results: on the Vert.x context that it subscribed from, a duplicated one included; on the session's
 * event loop where it was on none.
 */
public final class CallerContext {

    private static final CallerContext NONE = new CallerContext(null);

    private final Context context;

    private CallerContext(Context context) {
        this.context = context;
    }

    /** The context of the calling thread. */
    public static CallerContext current() {
        Context current = bare();
        return current == null ? NONE : new CallerContext(current);
    }

    /** Runs the task there: at once where that is the calling thread's event loop. */
    public void run(Runnable task) {
        run(context, task);
    }

    /** Runs the task there behind what waits already. False where the caller was on no context: then it is not run. */
    public boolean runLater(Runnable task) {
        if (context == null) {
            return false;
        }
        context.runOnContext(none -> task.run());
        return true;
    }

    /** As {@link #current()} for what there is one of per statement, without an object for it: null for no context. */
    public static Context bare() {
        return Vertx.currentContext();
    }

    /** As {@link #run(Runnable)}, on what {@link #bare()} gave. */
    public static void run(Context bareOrNull, Runnable task) {
        if (bareOrNull == null) {
            task.run();
        } else {
            ((ContextInternal) bareOrNull).emit(task, Runnable::run);
        }
    }
}
