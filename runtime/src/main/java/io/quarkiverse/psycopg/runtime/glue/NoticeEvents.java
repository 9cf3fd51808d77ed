package io.quarkiverse.psycopg.runtime.glue;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.event.Event;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgNotice;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ManagedContext;
import io.vertx.core.Vertx;

/**
 * Fires the server's notices as CDI events, where somebody observes them.
 */
final class NoticeEvents {

    private static final Logger LOG = Logger.getLogger(NoticeEvents.class);

    private NoticeEvents() {
    }

    /** What takes the notices of one database; empty where the application has no observer for them. */
    static Optional<Consumer<Diagnostics>> handler(String database, Vertx vertx) {
        ArcContainer container = Arc.container();
        Annotation[] qualifiers = DatabaseName.isDefault(database) ? new Annotation[0]
                : new Annotation[] { PgDatabase.Literal.of(database) };
        if (container == null || container.beanManager().resolveObserverMethods(
                new PgNotice(database, new Diagnostics(Map.of())), qualifiers).isEmpty()) {
            return Optional.empty();
        }
        Event<PgNotice> event = container.beanManager().getEvent().select(PgNotice.class, qualifiers);
        return Optional.of(notice -> tell(event, new PgNotice(database, notice), vertx));
    }

    /** Off the event loop, since an observer may block; those of one connection stay in order. */
    private static void tell(Event<PgNotice> event, PgNotice notice, Vertx vertx) {
        event.fireAsync(notice).whenComplete((done, failure) -> complain(failure));
        vertx.executeBlocking(() -> {
            fire(event, notice);
            return null;
        }, true);
    }

    private static void fire(Event<PgNotice> event, PgNotice notice) {
        ManagedContext request = Arc.container().requestContext();
        boolean activated = !request.isActive();
        if (activated) {
            request.activate();
        }
        try {
            event.fire(notice);
        } catch (RuntimeException e) {
            complain(e);
        } finally {
            if (activated) {
                request.terminate();
            }
        }
    }

    private static void complain(Throwable failure) {
        if (failure != null) {
            LOG.warnf(failure, "An observer of the server's notices has failed");
        }
    }
}
