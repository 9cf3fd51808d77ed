package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;

/**
 * Keeps what a server tells while a session begins and hands it to the session's listener once there is one: attempts
 * that come to nothing are not told of. Bounded, whatever the server sends.
 */
final class StartingListener implements SessionListener {

    private static final int MOST = 1_000;

    private final SessionListener listener;
    private final Consumer<PgException> flooded;
    private final List<Runnable> kept = new ArrayList<>();
    private boolean begun;
    private int count;

    /** @param flooded told once when the server tells too much */
    StartingListener(SessionListener listener, Consumer<PgException> flooded) {
        this.listener = listener;
        this.flooded = flooded;
    }

    /** The session has begun: hands over what was kept, and all that follows. */
    void begin() {
        begun = true;
        for (Runnable event : kept) {
            event.run();
        }
        kept.clear();
        listener.notificationsEnded();
    }

    private void tell(Runnable event) {
        if (begun) {
            event.run();
        } else if (count++ < MOST) {
            kept.add(event);
        } else if (count == MOST + 2) {
            kept.clear();
            flooded.accept(new ProtocolViolationException(
                    "the server sent more than " + MOST + " notices and parameters while beginning a session"));
        }
    }

    @Override
    public void notice(Diagnostics notice) {
        tell(() -> listener.notice(notice));
    }

    @Override
    public void notification(int pid, String channel, String payload) {
        if (begun) {
            listener.notification(pid, channel, payload);
        } else {
            tell(() -> listener.notification(pid, channel, payload));
        }
    }

    @Override
    public void notificationsEnded() {
        if (begun) {
            listener.notificationsEnded();
        }
    }

    @Override
    public void parameter(String name, String value) {
        tell(new Parameter(listener, name, value));
    }

    /** Several of these come at every start of a session. */
    private record Parameter(SessionListener listener, String name, String value) implements Runnable {
        @Override
        public void run() {
            listener.parameter(name, value);
        }
    }

    @Override
    public void refusedAsReadOnly() {
        tell(listener::refusedAsReadOnly);
    }

    @Override
    public void closed(PgException reason) {
        if (begun) {
            listener.closed(reason);
        }
    }
}
