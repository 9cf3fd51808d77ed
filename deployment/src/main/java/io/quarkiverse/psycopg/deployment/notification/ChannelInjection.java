package io.quarkiverse.psycopg.deployment.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.notification.ChannelKey;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.smallrye.mutiny.Multi;

/**
 * An injection point that asks for a channel's stream.
 *
 * @param channel the channel
 * @param gaps whether it asks for gaps too
 * @param place bean and member, for messages
 */
record ChannelInjection(ChannelKey channel, boolean gaps, String place) {

    static final DotName MULTI = DotName.createSimple(Multi.class);
    static final Type NOTIFICATIONS = ParameterizedType.create(MULTI, Type.create(Notification.class));
    static final Type EVENTS = ParameterizedType.create(MULTI, Type.create(ChannelEvent.class));

    /** Those among the injection points; any other type with the qualifier is nobody's here. */
    static List<ChannelInjection> allOf(Collection<InjectionPointInfo> points) {
        List<ChannelInjection> found = new ArrayList<>();
        for (InjectionPointInfo point : points) {
            AnnotationInstance qualifier = point.getRequiredQualifier(Channel.QUALIFIER);
            Type type = point.getRequiredType();
            if (qualifier != null && (type.equals(NOTIFICATIONS) || type.equals(EVENTS))) {
                found.add(new ChannelInjection(Channel.of(qualifier), type.equals(EVENTS), point.getTargetInfo()));
            }
        }
        return found;
    }

    /** The beginning of each sentence about it. */
    String subject() {
        return "injection point " + place + " of " + channel + " ";
    }
}
