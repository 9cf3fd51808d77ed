package io.quarkiverse.psycopg.runtime.driver.wire;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;

/** Keeps what it is given, in order, and can pause after each message. */
class RecordingHandler implements BackendHandler {

    final List<BackendMessage> messages = new ArrayList<>();
    final List<AsynchronousMessage> asynchronous = new ArrayList<>();
    final List<BackendMessage> all = new ArrayList<>();
    boolean pausing;
    boolean paused;

    @Override
    public void message(BackendMessage message) {
        messages.add(message);
        all.add(message);
        paused = pausing;
    }

    @Override
    public void asynchronous(AsynchronousMessage message) {
        asynchronous.add(message);
        all.add(message);
        paused = pausing;
    }

    @Override
    public boolean paused() {
        return paused;
    }
}
