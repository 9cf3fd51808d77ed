package io.quarkiverse.psycopg.runtime.notification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.UndecodableNotification;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Hands a channel's events to its observers, one event after the other, each to all its observers in the order of their
 * priorities. One that fails is logged, and stops neither the others nor what follows.
 */
final class ChannelDispatcher {

    private static final Logger LOG = Logger.getLogger(ChannelDispatcher.class);

    private record Call(ObserverMethod method, Object event) {
    }

    private final Vertx vertx;
    private final String channel;
    private final List<ChannelObserver> observers;
    private final PayloadDecoder decoder;
    private Cancellable running;

    /** @param observers in the order in which they are called */
    ChannelDispatcher(Vertx vertx, String channel, List<ChannelObserver> observers, PayloadDecoder decoder) {
        this.vertx = vertx;
        this.channel = channel;
        this.observers = List.copyOf(observers);
        this.decoder = decoder;
    }

    /** Begins to listen. */
    synchronized void start(PgPool pool) {
        Context context = ObserverMethod.newContext(vertx);
        running = pool.listenWithGaps(channel).onItem().transformToUniAndConcatenate(this::handle)
                .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe().with(handled -> {
                }, failure -> LOG.errorf("the observers of channel \"%s\" hear nothing any more: %s", channel,
                        failure.getMessage()));
    }

    /** Listens no more. What an observer has begun it goes on with. */
    synchronized void stop() {
        if (running != null) {
            running.cancel();
        }
    }

    private Uni<Void> handle(ChannelEvent event) {
        List<Call> calls = event instanceof Notification notification ? calls(notification)
                : calls(event instanceof NotificationGap ? ObservedPayload.GAP : ObservedPayload.LISTENING, event);
        if (event instanceof NotificationGap gap && calls.isEmpty()) {
            LOG.warnf("notifications of channel \"%s\" may be missing since %s (%s), and nobody observes the gap", channel,
                    gap.from(), gap.reason());
        }
        return callAll(calls, 0);
    }

    private List<Call> calls(ObservedPayload payload, Object event) {
        List<Call> calls = new ArrayList<>();
        for (ChannelObserver observer : observers) {
            if (observer.payload() == payload) {
                calls.add(new Call(observer.method(), event));
            }
        }
        return calls;
    }

    /** Each class is decoded once; what cannot be decoded is an event of its own, behind the others. */
    private List<Call> calls(Notification notification) {
        List<Call> calls = new ArrayList<>(observers.size());
        List<Call> failed = List.of();
        Map<Class<?>, Object> decoded = new HashMap<>(2);
        for (ChannelObserver observer : observers) {
            if (!observer.payload().ofNotification()) {
                continue;
            }
            Object value = decoded.get(observer.type());
            if (value == null) {
                value = decode(notification, observer);
                decoded.put(observer.type(), value);
                if (value instanceof UndecodableNotification undecodable) {
                    failed = failed.isEmpty() ? new ArrayList<>() : failed;
                    failed.addAll(undecodable(undecodable));
                }
            }
            if (!(value instanceof UndecodableNotification)) {
                calls.add(new Call(observer.method(), value));
            }
        }
        calls.addAll(failed);
        return calls;
    }

    private Object decode(Notification notification, ChannelObserver observer) {
        try {
            return decoder.decode(notification, observer);
        } catch (RuntimeException e) {
            return new UndecodableNotification(notification, observer.type(), e);
        }
    }

    private List<Call> undecodable(UndecodableNotification event) {
        List<Call> calls = calls(ObservedPayload.UNDECODABLE, event);
        if (calls.isEmpty()) {
            LOG.warnf("a notification of channel \"%s\" is no %s (%s), and nobody observes UndecodableNotification", channel,
                    event.type().getTypeName(), event.cause().getClass().getName());
        }
        return calls;
    }

    private Uni<Void> callAll(List<Call> calls, int from) {
        if (from == calls.size()) {
            return Uni.createFrom().voidItem();
        }
        Call call = calls.get(from);
        Uni<Void> one = Uni.createFrom().deferred(() -> call.method().call(ObserverMethod.newContext(vertx), call.event()))
                .onFailure().recoverWithItem(failure -> {
                    LOG.errorf(failure, "%s failed for channel \"%s\"", call.method().place(), channel);
                    return null;
                });
        return from + 1 == calls.size() ? one : one.chain(() -> callAll(calls, from + 1));
    }
}
