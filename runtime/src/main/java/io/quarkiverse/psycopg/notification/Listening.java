package io.quarkiverse.psycopg.notification;

import java.time.Instant;
import java.util.Objects;

/**
 * From here on nothing is missed: the subscription is in effect on the server. Told once, before all else: what an application
 * keeps of the database's state is read now.
 *
 * @param channel the channel's name
 * @param since when the server's word came
 */
public record Listening(String channel, Instant since) implements ChannelEvent {

    public Listening {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(since, "since");
    }
}
