package io.quarkiverse.psycopg.runtime.replication;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.invoke.Invoker;

import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * One observer method, called without reflection.
 *
 * @param place bean and method, for messages
 * @param event what it observes
 * @param thread where it runs
 * @param invoker calls it
 * @param parameters number of the method's parameters; all but the event are looked up by the invoker
 * @param position index of the event among them
 */
public record ChangeObserver(String place, ObservedEvent event, ObserverThread thread, Invoker<Object, Object> invoker,
        int parameters, int position) {

    /** Whether this event is for it. */
    boolean wants(Object candidate) {
        return event.type().isInstance(candidate);
    }

    /**
     * Calls it. The Uni ends when the method has, and the Uni or CompletionStage that it returned.
     *
     * @param context a duplicated context
     */
    Uni<Void> call(Context context, Object candidate) {
        return switch (thread) {
            case EVENT_LOOP -> Uni.createFrom().deferred(() -> ended(invoke(candidate)));
            case WORKER -> Uni.createFrom().completionStage(() -> context
                    .<Object> executeBlocking(() -> invoke(candidate), false).toCompletionStage())
                    .chain(ChangeObserver::ended);
            case VIRTUAL -> Uni.createFrom().item(() -> invoke(candidate))
                    .runSubscriptionOn(VirtualThreadsRecorder.getCurrent()).chain(ChangeObserver::ended)
                    .emitOn(task -> context.runOnContext(ignored -> task.run()));
        };
    }

    private Object invoke(Object candidate) {
        Object[] arguments = new Object[parameters];
        arguments[position] = candidate;
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
