package io.quarkiverse.psycopg.notification;

import java.util.Objects;

/**
 * A notification, as psycopg's {@code Notify}.
 *
 * @param pid the server process that sent it; one's own are received too
 * @param channel the channel's name
 * @param payload what was sent with it, empty where nothing was
 */
public record Notification(int pid, String channel, String payload) implements ChannelEvent {

    public Notification {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(payload, "payload");
    }

    /** The notification without its payload, which is the application's. */
    @Override
    public String toString() {
        return "Notification[pid=" + pid + ", channel=" + channel + ", payload of " + payload.length() + " characters]";
    }
}
