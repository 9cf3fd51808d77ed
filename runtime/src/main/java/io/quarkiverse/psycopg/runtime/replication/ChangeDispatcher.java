package io.quarkiverse.psycopg.runtime.replication;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeFailed;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.runtime.config.ReplicationPolicy;
import io.quarkiverse.psycopg.runtime.driver.connection.Backoff;
import io.quarkiverse.psycopg.runtime.driver.replication.Ends;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Hands a stream's changes to its observers, one change after the other, each to all its observers in the order of their
 * priorities. A transaction is acknowledged when all of them have succeeded, or when the policy says to go on.
 */
final class ChangeDispatcher {

    private static final Logger LOG = Logger.getLogger(ChangeDispatcher.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LARGEST_RETRY = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final ReplicationStream stream;
    private final List<ChangeObserver> observers;
    private final ReplicationPolicy policy;
    private Cancellable running;

    /** @param observers in the order in which they are called */
    ChangeDispatcher(Vertx vertx, ReplicationStream stream, List<ChangeObserver> observers, ReplicationPolicy policy) {
        this.vertx = vertx;
        this.stream = stream;
        this.observers = List.copyOf(observers);
        this.policy = policy;
    }

    /** Begins; the stream starts with it. */
    synchronized void start() {
        if (running != null) {
            return;
        }
        Context context = newContext();
        Multi<Change> changes = Multi.createFrom().deferred(stream::changes);
        running = changes.onItem().transformToUniAndConcatenate(change -> handle(change).replaceWith(change))
                .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe().with(change -> Ends.of(change).ifPresent(stream::acknowledge), this::ended, () -> ended(null));
    }

    private synchronized void ended(Throwable failure) {
        running = null;
        if (failure != null) {
            LOG.errorf("replication stream \"%s\" has ended: %s", stream.name(), failure.getMessage());
        }
    }

    private Context newContext() {
        return ObserverMethod.newContext(vertx);
    }

    private Uni<Void> handle(Change change) {
        Uni<Void> all = null;
        for (ChangeObserver observer : observers) {
            if (observer.wants(change)) {
                Uni<Void> one = attempt(observer, change);
                all = all == null ? one : all.chain(() -> one);
            }
        }
        return all == null ? Uni.createFrom().voidItem() : all;
    }

    private Uni<Void> attempt(ChangeObserver observer, Change change) {
        Uni<Void> call = Uni.createFrom().deferred(() -> observer.call(newContext(), change));
        return switch (policy) {
            case STOP -> call.onFailure().invoke(failure -> warn(observer, change, failure, "the stream stops"));
            case SKIP -> call.onFailure().recoverWithUni(failure -> skipped(observer, change, failure));
            case RETRY -> retried(observer, change, call,
                    new Backoff(FIRST_RETRY, LARGEST_RETRY, () -> ThreadLocalRandom.current().nextDouble()));
        };
    }

    private Uni<Void> retried(ChangeObserver observer, Change change, Uni<Void> call, Backoff backoff) {
        return call.onFailure().recoverWithUni(failure -> {
            Duration pause = backoff.next();
            warn(observer, change, failure, "again in " + pause.toMillis() + " ms");
            return Uni.createFrom().voidItem().onItem().delayIt().by(pause)
                    .chain(() -> retried(observer, change, call, backoff));
        });
    }

    private Uni<Void> skipped(ChangeObserver observer, Change change, Throwable failure) {
        ChangeFailed event = new ChangeFailed(stream.name(), change, failure);
        if (observers.stream().noneMatch(other -> other.wants(event))) {
            warn(observer, change, failure, "the stream goes on without it");
        }
        return tell(event);
    }

    /** Tells the observers of a lost slot. */
    void slotLost(SlotLost lost) {
        tell(lost).subscribe().with(done -> {
        }, failure -> LOG.errorf(failure, "observers of a lost slot failed"));
    }

    private Uni<Void> tell(Object event) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ChangeObserver observer : observers) {
            if (observer.wants(event)) {
                all = all.chain(() -> observer.call(newContext(), event)).onFailure().invoke(
                        failure -> LOG.errorf("%s failed for %s: %s", observer.place(), event.getClass().getSimpleName(),
                                failure))
                        .onFailure().recoverWithNull();
            }
        }
        return all;
    }

    private void warn(ChangeObserver observer, Change change, Throwable failure, String consequence) {
        LOG.warnf("%s failed for a change of replication stream \"%s\" at %s (%s): %s", observer.place(), stream.name(),
                change.position(), failure, consequence);
    }

    /** Ends after the change that is being handled; what was acknowledged is told, and nothing else. */
    Uni<Void> stop() {
        Cancellable subscription;
        synchronized (this) {
            subscription = running;
            running = null;
        }
        return Uni.createFrom().voidItem().invoke(() -> {
            if (subscription != null) {
                subscription.cancel();
            }
        }).chain(stream::stop);
    }
}
