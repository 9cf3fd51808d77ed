package io.quarkiverse.psycopg.runtime.driver.notification;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.Quoting;

/**
 * Names of channels. LISTEN cuts a name of more than 63 bytes without a word while {@code pg_notify} refuses it, so that the
 * two would never meet: such names are refused here.
 */
public final class ChannelName {

    /** {@code NAMEDATALEN - 1}: the longest identifier of a server that was not built otherwise. */
    private static final int MOST_BYTES = 63;

    private ChannelName() {
    }

    /** What is wrong with a name, in words that go on after it; empty for one that is right. */
    public static Optional<String> problem(String name) {
        Objects.requireNonNull(name, "channel");
        if (name.isEmpty()) {
            return Optional.of("is empty: a channel's name has at least one character");
        }
        try {
            Quoting.identifier(name);
        } catch (ProgrammingException e) {
            return Optional.of("is no name: " + e.getMessage());
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MOST_BYTES ? Optional.empty()
                : Optional.of("has " + bytes + " bytes of UTF-8: PostgreSQL's names have at most " + MOST_BYTES);
    }

    /**
     * The name.
     *
     * @throws ProgrammingException where PostgreSQL could not have such a channel
     */
    public static String checked(String name) {
        problem(name).ifPresent(problem -> {
            throw new ProgrammingException("the name of the channel " + problem);
        });
        return name;
    }

    /** The statement that listens to a channel. */
    public static String listen(String name) {
        return "LISTEN " + Quoting.identifier(checked(name));
    }

    /** The statement that no longer listens to a channel. */
    public static String unlisten(String name) {
        return "UNLISTEN " + Quoting.identifier(checked(name));
    }
}
