package io.quarkiverse.psycopg.deployment.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.psycopg.deployment.observer.DriverObserver;
import io.quarkiverse.psycopg.runtime.notification.ChannelKey;
import io.quarkiverse.psycopg.runtime.notification.ObservedPayload;
import io.quarkus.arc.processor.ObserverInfo;

/**
 * An observer method whose event parameter has the qualifier of a channel.
 *
 * @param channel the channel
 * @param observer the method
 */
record NotificationObserver(ChannelKey channel, DriverObserver observer) {

    private static final DotName ANY = DotName.createSimple("jakarta.enterprise.inject.Any");

    static List<NotificationObserver> allOf(Collection<ObserverInfo> observers) {
        List<NotificationObserver> found = new ArrayList<>();
        for (ObserverInfo observer : observers) {
            for (AnnotationInstance qualifier : observer.getQualifiers()) {
                if (qualifier.name().equals(Channel.QUALIFIER) && !observer.isSynthetic()) {
                    found.add(new NotificationObserver(Channel.of(qualifier), new DriverObserver(observer)));
                }
            }
        }
        return found;
    }

    Type type() {
        return observer.info().getObservedType();
    }

    /** What is observed; empty for what no payload can be. */
    Optional<ObservedPayload> payload() {
        Type type = type();
        for (ObservedPayload payload : ObservedPayload.values()) {
            if (payload != ObservedPayload.OBJECT && Type.create(payload.type()).equals(type)) {
                return Optional.of(payload);
            }
        }
        boolean own = type.kind() == Type.Kind.CLASS && !type.name().toString().startsWith("java.")
                && !type.name().toString().startsWith("io.quarkiverse.psycopg.notification.");
        return own ? Optional.of(ObservedPayload.OBJECT) : Optional.empty();
    }

    boolean isObject() {
        return payload().filter(ObservedPayload.OBJECT::equals).isPresent();
    }

    /** The beginning of each sentence about it. */
    String subject() {
        return "observer " + observer.place() + " of " + channel + " ";
    }

    /** What is wrong with it, each with its fix; what is wrong with several together is not here. */
    List<String> problems(boolean json) {
        List<String> problems = observer.problems("a notification");
        Channel.problem(channel).ifPresent(problems::add);
        for (AnnotationInstance qualifier : observer.info().getQualifiers()) {
            if (!qualifier.name().equals(Channel.QUALIFIER) && !qualifier.name().equals(ANY)) {
                problems.add("has the qualifier @" + qualifier.name().withoutPackagePrefix() + " too, which no notification"
                        + " has: leave it out; the database is a member of @PgChannel");
            }
        }
        if (payload().isEmpty()) {
            problems.add("observes " + type() + ", which no payload can be: observe Notification, String, Json, byte[]"
                    + " (sent as base64), a class of the application (sent as JSON), NotificationGap, Listening or"
                    + " UndecodableNotification");
        } else if (isObject() && !json) {
            problems.add("observes " + type() + ", which is sent as JSON, and there is nothing that reads JSON: add the"
                    + " extension quarkus-jackson or quarkus-jsonb, or provide a bean of JsonMapper");
        }
        return problems;
    }
}
