package io.quarkiverse.psycopg.notification;

import java.util.Objects;

/**
 * A notification's payload could not be made what observers of its channel ask for. Those observers were not called; others
 * were. Without an observer of this event it is logged, without the payload.
 *
 * @param notification what came
 * @param type the class that was asked for
 * @param cause why not
 */
public record UndecodableNotification(Notification notification, Class<?> type, Throwable cause) {

    public UndecodableNotification {
        Objects.requireNonNull(notification, "notification");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(cause, "cause");
    }
}
