package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;

/**
 * The event loop of a context: the one thread on which everything of a connection happens.
 */
public final class Loop {

    /** A task that was scheduled. */
    @FunctionalInterface
    public interface Timer {
        /** Makes sure that the task does not run any more, where it has not begun. */
        void cancel();
    }

    private final EventLoop loop;

    private Loop(EventLoop loop) {
        this.loop = loop;
    }

    /** The event loop behind this context, which may be a duplicated one. */
    public static Loop of(Context context) {
        return new Loop(((ContextInternal) context).nettyEventLoop());
    }

    /** Whether the calling thread is this loop's. */
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** Runs the task on the loop later, also where the caller is on it. */
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs the task on the loop: at once where the caller is on it. */
    public void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** A failure of a scheduled task would otherwise be kept by a future that nobody looks at. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Infrastructure.handleDroppedException(e);
        }
    }

    /** Runs the task on the loop after that many nanoseconds. */
    public Timer schedule(Runnable task, long nanos) {
        var future = loop.schedule(() -> guarded(task), Math.max(0, nanos), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
