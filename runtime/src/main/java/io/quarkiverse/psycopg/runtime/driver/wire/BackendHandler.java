package io.quarkiverse.psycopg.runtime.driver.wire;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;

/**
 * Takes what a {@link FrameDecoder} decoded, in the order of the wire. What the server sends at any time is split off
 * here, so that no operation ever meets it.
 */
public interface BackendHandler {

    /** A reply. */
    void message(BackendMessage message);

    /** A notice, a notification or a parameter's new value: it may come between any two replies. */
    void asynchronous(AsynchronousMessage message);

    /** Whether the decoder shall keep the rest until {@link FrameDecoder#resume}; asked before each message. */
    default boolean paused() {
        return false;
    }
}
