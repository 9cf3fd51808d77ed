package io.quarkiverse.psycopg.runtime.notification;

import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.UndecodableNotification;
import io.quarkiverse.psycopg.types.Json;

/**
 * What an observer of a channel can ask for.
 */
public enum ObservedPayload {
    NOTIFICATION(Notification.class, true),
    /** The payload as it is. */
    TEXT(String.class, true),
    /** The payload as JSON text, which is not checked. */
    JSON(Json.class, true),
    /** The payload was sent as base64. */
    BYTES(byte[].class, true),
    /** A class of the application, sent as JSON; the observer says which. */
    OBJECT(Object.class, true),
    GAP(NotificationGap.class, false),
    LISTENING(Listening.class, false),
    UNDECODABLE(UndecodableNotification.class, false);

    private final Class<?> type;
    private final boolean notification;

    ObservedPayload(Class<?> type, boolean notification) {
        this.type = type;
        this.notification = notification;
    }

    /** The class of the observer's parameter, a superclass of it for {@link #OBJECT}. */
    public Class<?> type() {
        return type;
    }

    /** Whether a notification is what it waits for. */
    boolean ofNotification() {
        return notification;
    }
}
