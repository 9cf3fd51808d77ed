package io.quarkiverse.psycopg.runtime.observer;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.invoke.Invoker;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * One observer method, called without reflection.
 *
 * @param place bean and method, for messages
 * @param thread where it runs
 * @param invoker calls it
 * @param parameters number of the method's parameters; all but the event are looked up by the invoker
 * @param position index of the event among them
 */
public record ObserverMethod(String place, ObserverThread thread, Invoker<Object, Object> invoker, int parameters,
        int position) {

    /** A context of its own for the observers of one event. */
    public static Context newContext(Vertx vertx) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    /**
     * Calls it. The Uni ends when the method has, and the Uni or CompletionStage that it returned; on whatever thread that was.
     *
     * @param context a duplicated context
     */
    public Uni<Void> call(Context context, Object event) {
        return switch (thread) {
            case EVENT_LOOP -> Uni.createFrom().deferred(() -> ended(invoke(event))).runSubscriptionOn(task -> {
                // an observer that was called before may have ended elsewhere
                if (Context.isOnEventLoopThread()) {
                    task.run();
                } else {
                    context.runOnContext(ignored -> task.run());
                }
            });
            case WORKER -> Uni.createFrom().completionStage(() -> context
                    .<Object> executeBlocking(() -> invoke(event), false).toCompletionStage())
                    .chain(ObserverMethod::ended);
            case VIRTUAL -> Uni.createFrom().item(() -> invoke(event))
                    .runSubscriptionOn(VirtualThreadsRecorder.getCurrent()).chain(ObserverMethod::ended)
                    .emitOn(task -> context.runOnContext(ignored -> task.run()));
        };
    }

    /**
     * Calls it on the calling event loop, where that is where it runs and nothing is left to be awaited behind it.
     *
     * @return null where it has ended, else what is left to be done
     */
    public Uni<Void> callHere(Context context, Object event) {
        if (thread != ObserverThread.EVENT_LOOP || !Context.isOnEventLoopThread()) {
            return call(context, event);
        }
        Object returned = invoke(event);
        return returned instanceof Uni<?> || returned instanceof CompletionStage<?> ? ended(returned) : null;
    }

    private Object invoke(Object event) {
        Object[] arguments = new Object[parameters];
        arguments[position] = event;
        try {
            return invoker.invoke(null, arguments);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ObserverException(place, e);
        }
    }

    private static Uni<Void> ended(Object returned) {
        if (returned instanceof Uni<?> uni) {
            return uni.replaceWithVoid();
        }
        if (returned instanceof CompletionStage<?> stage) {
            return Uni.createFrom().completionStage(stage).replaceWithVoid();
        }
        return Uni.createFrom().voidItem();
    }
}
