package io.quarkiverse.psycopg.runtime.driver.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.ListenerOptions;
import io.quarkiverse.psycopg.notification.ListenerState;
import io.quarkiverse.psycopg.notification.ListenerStatistics;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.driver.connection.Backoff;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Connect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Disconnect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.Execute;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.InEffect;
import io.quarkiverse.psycopg.runtime.driver.notification.ListenerAction.RetryLater;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Listens to the channels of one database for any number of subscribers, on one connection that is open while there are some.
 * <p>
 * All is done on one event loop: {@link ListenerMachine} says what, this class does it. The public methods may be called from
 * any thread.
 */
public final class ChannelListener implements ChannelBuffer.Owner {

    private static final Logger LOG = Logger.getLogger(ChannelListener.class);

    /** How many notifications are handed on at a time at most. */
    private static final int MOST_TOGETHER = 64;

    private final ListenerOptions options;
    private final String database;
    private final Context context;
    private final Loop loop;
    private final Function<SessionListener, Future<Session>> connector;
    private final Clock clock = Clock.systemUTC();
    private final ListenerMachine machine = new ListenerMachine();
    private final Map<String, List<ChannelBuffer>> subscribers = new ConcurrentHashMap<>();
    private final Set<ChannelBuffer> full = ConcurrentHashMap.newKeySet();
    private final Backoff backoff;
    private final int mostTogether;
    /** What follows is changed on the event loop only. */
    private ListenerLink link;
    /** What came together on one channel, whose name that is, null for none, and when the first of them came. */
    private final List<Notification> together = new ArrayList<>(0);
    private String channelTogether;
    private Instant beginTogether = Instant.MIN;
    private Loop.Timer retry = () -> {
    };
    private volatile ListenerState state = ListenerState.IDLE;
    private volatile double serverQueue;
    private volatile long received;
    private volatile long droppedByFormer;
    private volatile long connections;
    private volatile long losses;

    /**
     * Nothing is connected before somebody subscribes.
     *
     * @param database for messages
     * @param context an event-loop context that all is done on
     * @param connector opens a session on that context
     */
    public ChannelListener(ListenerOptions options, String database, Context context,
            Function<SessionListener, Future<Session>> connector) {
        this.options = options;
        this.database = database;
        this.context = context;
        this.loop = Loop.of(context);
        this.connector = connector;
        this.mostTogether = Math.min(options.bufferSize(), MOST_TOGETHER);
        this.backoff = new Backoff(options.retryFirst(), options.retryLargest(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** A channel's notifications alone: as {@link #events} for notifications only. */
    @SuppressWarnings("unchecked")
    public Multi<Notification> notifications(String channel) {
        // nothing else is told, and a stage that casts would cost each of them
        return (Multi<Notification>) (Multi<?>) events(channel, true);
    }

    /**
     * A channel's events, from the server's confirmation on. Subscribers of one channel share one LISTEN; the last who leaves
     * ends it.
     *
     * @param notificationsOnly leaves gaps and the beginning out
     */
    public Multi<ChannelEvent> events(String channel, boolean notificationsOnly) {
        ChannelName.checked(channel);
        return new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super ChannelEvent> subscriber) {
                if (state == ListenerState.CLOSED) {
                    Subscriptions.fail(subscriber, new InterfaceException("the pool is closed"));
                    return;
                }
                ChannelBuffer buffer = new ChannelBuffer(channel, subscriber, notificationsOnly, options.bufferSize(),
                        options.overflow(), ChannelListener.this, left -> loop.run(() -> remove((ChannelBuffer) left)), clock);
                buffer.begin();
                loop.run(() -> add(buffer));
            }
        };
    }

    private void add(ChannelBuffer buffer) {
        if (machine.state() == ListenerState.CLOSED) {
            buffer.complete();
        }
        if (buffer.isOver() || machine.state() == ListenerState.CLOSED) {
            return;
        }
        List<ChannelBuffer> others = subscribers.computeIfAbsent(buffer.channel(), name -> new CopyOnWriteArrayList<>());
        others.add(buffer);
        if (machine.isInEffect(buffer.channel())) {
            buffer.inEffect(clock.instant(), Optional.empty());
        } else if (others.size() == 1) {
            perform(machine.want(buffer.channel()));
        }
    }

    private void remove(ChannelBuffer buffer) {
        roomAgain(buffer);
        List<ChannelBuffer> others = subscribers.get(buffer.channel());
        if (others != null && others.remove(buffer)) {
            droppedByFormer += buffer.dropped();
            if (others.isEmpty()) {
                subscribers.remove(buffer.channel());
                perform(machine.unwant(buffer.channel()));
            }
        }
    }

    private void perform(List<ListenerAction> actions) {
        state = machine.state();
        for (ListenerAction action : actions) {
            if (action instanceof Connect) {
                link = new ListenerLink(this, loop, options.probeInterval());
                connector.apply(link).onComplete(link::opened);
            } else if (action instanceof Execute execute) {
                link.execute(execute.sql());
            } else if (action instanceof Disconnect) {
                disconnect();
            } else if (action instanceof RetryLater) {
                retryLater();
            } else if (action instanceof InEffect inEffect) {
                subscribers.getOrDefault(inEffect.channel(), List.of())
                        .forEach(buffer -> buffer.inEffect(inEffect.since(), inEffect.lostSince()));
            }
        }
    }

    private void disconnect() {
        ListenerLink former = link;
        link = null;
        if (former != null) {
            former.giveUp(machine.state() != ListenerState.RETRYING);
        }
    }

    private void retryLater() {
        long pause = backoff.next().toMillis();
        LOG.debugf("listening to %s again in %d ms", database, pause);
        retry = loop.schedule(() -> perform(machine.retry()), pause * 1_000_000);
    }

    /** The connection is open. */
    void opened(ListenerLink which) {
        if (which == link) {
            perform(machine.connected(clock.instant()));
        }
    }

    /** What was asked last has been done. */
    void executed(ListenerLink which) {
        if (which != link) {
            return;
        }
        boolean established = machine.state() == ListenerState.CONNECTING;
        perform(machine.executed(clock.instant()));
        if (established) {
            established();
        }
    }

    private void established() {
        connections++;
        backoff.succeeded();
        if (losses > 0) {
            LOG.infof("listening to %s again, %d channels", database, subscribers.size());
        }
        if (!full.isEmpty() && link != null) {
            link.pause();
        }
    }

    /** The server is there. */
    void answered(ListenerLink which, double queue) {
        if (which == link) {
            machine.answered(clock.instant());
            if (queue >= ServerQueue.ALARMING && serverQueue < ServerQueue.ALARMING) {
                LOG.warnf("the server of %s has its queue of notifications filled to %.0f %%: a session that listens is in a"
                        + " transaction for too long, or does not read (pg_notification_queue_usage)", database, queue * 100);
            }
            serverQueue = queue;
        }
    }

    /** A notification has come; {@link #handOver} follows. */
    void received(ListenerLink which, int pid, String channel, String payload) {
        if (which != link) {
            return;
        }
        if (!channel.equals(channelTogether) || together.size() >= mostTogether) {
            handOver();
            channelTogether = channel;
            putIntoEffect(channel);
        }
        together.add(new Notification(pid, channel, payload));
    }

    /** Where the server's word that it listens is still to come, this is it. */
    private void putIntoEffect(String channel) {
        boolean established = machine.state() == ListenerState.CONNECTING;
        beginTogether = clock.instant();
        List<ListenerAction> actions = machine.received(beginTogether, channel);
        if (!actions.isEmpty()) {
            perform(actions);
            if (established) {
                established();
            }
        }
    }

    /** Hands on what came together on one channel. */
    void handOver() {
        if (channelTogether == null) {
            return;
        }
        List<ChannelBuffer> buffers = subscribers.get(channelTogether);
        channelTogether = null;
        received += together.size();
        try {
            if (buffers != null) {
                for (ChannelBuffer buffer : buffers) {
                    buffer.add(together, beginTogether);
                }
            }
        } finally {
            together.clear();
        }
    }

    /** The connection is gone, or did not come about. */
    void failed(ListenerLink which, Throwable cause) {
        if (which != link) {
            return;
        }
        String reason = cause == null ? "closed by the server" : cause.getMessage();
        if (machine.state() == ListenerState.LISTENING) {
            losses++;
            LOG.warnf("the connection that listens to %s was lost, notifications of %d channels may be missed: %s", database,
                    subscribers.size(), reason);
        } else {
            // once for all the attempts that follow each other
            LOG.logf(backoff.attempts() == 0 ? Logger.Level.WARN : Logger.Level.DEBUG, "cannot listen to %s yet: %s", database,
                    reason);
        }
        perform(machine.failed());
    }

    @Override
    public void full(ChannelBuffer buffer) {
        loop.run(() -> {
            if (!buffer.isOver() && full.add(buffer) && full.size() == 1 && link != null
                    && machine.state() == ListenerState.LISTENING) {
                link.pause();
            }
        });
    }

    @Override
    public void roomAgain(ChannelBuffer buffer) {
        loop.run(() -> {
            if (full.remove(buffer) && full.isEmpty() && link != null) {
                link.resume();
            }
        });
    }

    @Override
    public void overflows(ChannelBuffer buffer) {
        LOG.warnf("a subscriber of channel \"%s\" of %s is slower than its notifications: its buffer of %d is full, the oldest"
                + " are dropped", buffer.channel(), database, options.bufferSize());
    }

    /** Figures of this moment. */
    public ListenerStatistics statistics() {
        long waiting = 0;
        long dropped = droppedByFormer;
        int fullest = 0;
        for (ChannelBuffer buffer : (Iterable<ChannelBuffer>) buffers()::iterator) {
            int one = buffer.waiting();
            waiting += one;
            fullest = Math.max(fullest, one);
            dropped += buffer.dropped();
        }
        return new ListenerStatistics(state, subscribers.size(), waiting,
                Math.min(1, (double) fullest / options.bufferSize()), received, dropped, connections, losses, serverQueue);
    }

    private Stream<ChannelBuffer> buffers() {
        return subscribers.values().stream().flatMap(List::stream);
    }

    /** Ends all subscriptions and closes the connection, which is not opened again. */
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        loop.run(() -> {
            retry.cancel();
            Future<Void> ended = link == null ? Future.succeededFuture() : link.ended();
            perform(machine.close());
            buffers().toList().forEach(EventBuffer::complete);
            subscribers.clear();
            full.clear();
            ended.onComplete(done);
        });
        return done.future();
    }

    /** Where all is done. */
    public Context context() {
        return context;
    }
}
