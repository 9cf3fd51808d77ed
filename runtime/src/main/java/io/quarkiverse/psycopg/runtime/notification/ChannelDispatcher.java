package io.quarkiverse.psycopg.runtime.notification;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

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

    private final Vertx vertx;
    private final String channel;
    private final PayloadDecoder decoder;
    private final ChannelObserver[] ofNotifications;
    /** For each of {@link #ofNotifications}, the place of what it takes in {@link Run#decoded}: one for each class. */
    private final int[] places;
    private final int decodedClasses;
    private final ChannelObserver[] ofUndecodable;
    private final ChannelObserver[] ofGaps;
    private final ChannelObserver[] ofListening;
    private Run running;

    /** @param observers in the order in which they are called */
    ChannelDispatcher(Vertx vertx, String channel, List<ChannelObserver> observers, PayloadDecoder decoder) {
        this.vertx = vertx;
        this.channel = channel;
        this.decoder = decoder;
        ofNotifications = observers.stream().filter(observer -> observer.payload().ofNotification())
                .toArray(ChannelObserver[]::new);
        List<Class<?>> classes = Stream.of(ofNotifications).<Class<?>> map(ChannelObserver::type).distinct().toList();
        places = Stream.of(ofNotifications).mapToInt(observer -> classes.indexOf(observer.type())).toArray();
        decodedClasses = classes.size();
        ofUndecodable = of(observers, ObservedPayload.UNDECODABLE);
        ofGaps = of(observers, ObservedPayload.GAP);
        ofListening = of(observers, ObservedPayload.LISTENING);
    }

    private static ChannelObserver[] of(List<ChannelObserver> observers, ObservedPayload payload) {
        return observers.stream().filter(observer -> observer.payload() == payload).toArray(ChannelObserver[]::new);
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
        /** Whose turn it is with which event. */
        private ChannelObserver[] observers = {};
        private Object event;
        private int next;
        /** What the notification is to each class that is observed, as far as it was asked for. */
        private final Object[] decoded = new Object[decodedClasses];
        /** What could not be decoded is told behind the notification's own observers. */
        private final Deque<UndecodableNotification> undecodable = new ArrayDeque<>(0);

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
        public void onItem(ChannelEvent item) {
            if (item instanceof Notification) {
                begin(ofNotifications, item);
            } else if (item instanceof NotificationGap gap) {
                begin(ofGaps, gap);
                if (ofGaps.length == 0) {
                    LOG.warnf("notifications of channel \"%s\" may be missing since %s (%s), and nobody observes the gap",
                            channel, gap.from(), gap.reason());
                }
            } else {
                begin(ofListening, item);
            }
            if (observers.length == 0) {
                ended();
            } else {
                context = (ContextInternal) ObserverMethod.newContext(vertx);
                context.emit(this, Run::goOn);
            }
        }

        private void begin(ChannelObserver[] whose, Object what) {
            observers = whose;
            event = what;
            next = 0;
        }

        private void goOn() {
            do {
                while (next < observers.length) {
                    int index = next++;
                    Object value = observers == ofNotifications ? value(index) : event;
                    Uni<Void> rest = value == null ? null : call(observers[index], value);
                    if (rest != null) {
                        rest.subscribe().with(done -> resume(), failure -> {
                            failed(observers[index], failure);
                            resume();
                        });
                        return;
                    }
                }
            } while (nextUndecodable());
            ended();
        }

        private void ended() {
            event = null;
            Arrays.fill(decoded, null);
            upstream.get().request(1);
        }

        /** What an observer takes, decoded once for each class; null where it is nothing of that kind. */
        private Object value(int index) {
            ChannelObserver observer = ofNotifications[index];
            if (observer.payload() == ObservedPayload.NOTIFICATION) {
                return event;
            }
            Object value = decoded[places[index]];
            if (value == null) {
                Notification notification = (Notification) event;
                try {
                    value = decoder.decode(notification, observer);
                } catch (RuntimeException e) {
                    UndecodableNotification failure = new UndecodableNotification(notification, observer.type(), e);
                    undecodable.add(failure);
                    value = failure;
                }
                decoded[places[index]] = value;
            }
            return value instanceof UndecodableNotification ? null : value;
        }

        private boolean nextUndecodable() {
            UndecodableNotification failure = undecodable.poll();
            if (failure == null) {
                return false;
            }
            begin(ofUndecodable, failure);
            if (ofUndecodable.length == 0) {
                LOG.warnf("a notification of channel \"%s\" is no %s (%s), and nobody observes UndecodableNotification",
                        channel,
                        failure.type().getTypeName(), failure.cause().getClass().getName());
            }
            return true;
        }

        private Uni<Void> call(ChannelObserver observer, Object value) {
            try {
                return observer.method().callHere(context, value);
            } catch (RuntimeException e) {
                failed(observer, e);
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

    private void failed(ChannelObserver observer, Throwable failure) {
        LOG.errorf(failure, "%s failed for channel \"%s\"", observer.method().place(), channel);
    }
}
