package io.quarkiverse.psycopg.runtime.notification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.UndecodableNotification;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

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
    private Run running;

    /** @param observers in the order in which they are called */
    ChannelDispatcher(Vertx vertx, String channel, List<ChannelObserver> observers, PayloadDecoder decoder) {
        this.vertx = vertx;
        this.channel = channel;
        this.observers = List.copyOf(observers);
        this.decoder = decoder;
    }

    /**
     * Begins to listen.
     *
     * @param context where observers run that do not block; the listener too, where this is what it is first asked for
     */
    synchronized void start(PgPool pool, Context context) {
        Run run = new Run();
        running = run;
        context.runOnContext(ignored -> pool.listenWithGaps(channel).subscribe().withSubscriber(run));
    }

    /** Listens no more. What an observer has begun it goes on with. */
    synchronized void stop() {
        if (running != null) {
            running.cancel();
        }
    }

    /** One event after the other: the next one is asked for when the observers of the former are done. */
    private final class Run implements MultiSubscriber<ChannelEvent> {

        private final AtomicReference<Flow.Subscription> upstream = new AtomicReference<>();
        /** The event's own, so that nothing that one event leaves there is met by the next. */
        private ContextInternal context;
        private List<Call> calls = List.of();
        private int next;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (upstream.compareAndSet(null, subscription)) {
                subscription.request(1);
            } else {
                subscription.cancel();
            }
        }

        private void cancel() {
            Subscriptions.cancel(upstream);
        }

        @Override
        public void onItem(ChannelEvent event) {
            calls = callsFor(event);
            next = 0;
            context = (ContextInternal) ObserverMethod.newContext(vertx);
            context.emit(this, Run::goOn);
        }

        private void goOn() {
            while (next < calls.size()) {
                Call call = calls.get(next++);
                Uni<Void> rest = begin(call);
                if (rest != null) {
                    rest.subscribe().with(done -> resume(), failure -> {
                        failed(call, failure);
                        resume();
                    });
                    return;
                }
            }
            calls = List.of();
            upstream.get().request(1);
        }

        private Uni<Void> begin(Call call) {
            try {
                return call.method().callHere(context, call.event());
            } catch (RuntimeException e) {
                failed(call, e);
                return null;
            }
        }

        /** An observer has ended, perhaps on a thread of its own. */
        private void resume() {
            context.runOnContext(ignored -> goOn());
        }

        @Override
        public void onFailure(Throwable failure) {
            LOG.errorf("the observers of channel \"%s\" hear nothing any more: %s", channel, failure.getMessage());
        }

        @Override
        public void onCompletion() {
            LOG.debugf("channel \"%s\" has ended with its pool", channel);
        }
    }

    private void failed(Call call, Throwable failure) {
        LOG.errorf(failure, "%s failed for channel \"%s\"", call.method().place(), channel);
    }

    private List<Call> callsFor(ChannelEvent event) {
        if (event instanceof Notification notification) {
            return calls(notification);
        }
        List<Call> calls = calls(event instanceof NotificationGap ? ObservedPayload.GAP : ObservedPayload.LISTENING, event);
        if (event instanceof NotificationGap gap && calls.isEmpty()) {
            LOG.warnf("notifications of channel \"%s\" may be missing since %s (%s), and nobody observes the gap", channel,
                    gap.from(), gap.reason());
        }
        return calls;
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
}
