package io.quarkiverse.psycopg.runtime.driver.cursor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps a cursor's operations in the order in which they were asked for: those that ask the server run there in their order
 * anyway, those that only read what the cursor holds wait until all before them have ended. Guards the cursor's state: whatever
 * reads or changes it runs inside {@link #locked}, {@link #leave} or {@link #local}. Safe for use from any thread.
 */
public final class CursorTurns {

    /** One operation's place in the order. */
    public static final class Turn {
        private final Supplier<Runnable> action;
        private boolean ended;

        private Turn(Supplier<Runnable> action) {
            this.action = action;
        }
    }

    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();

    /** An operation on the server begins. It must {@link #leave} in any case. */
    public synchronized Turn enter() {
        Turn turn = new Turn(null);
        waiting.add(turn);
        return turn;
    }

    /**
     * An operation on the server has ended.
     *
     * @param change what it does to the state; runs now, under the lock
     * @param told tells its caller, before those who have waited for it; runs outside the lock
     */
    public void leave(Turn turn, Runnable change, Runnable told) {
        List<Runnable> tellings = new ArrayList<>();
        synchronized (this) {
            if (!turn.ended) {
                turn.ended = true;
                change.run();
                advance(tellings);
            }
        }
        told.run();
        tellings.forEach(Runnable::run);
    }

    /**
     * An operation on the state alone: runs under the lock, at once where nothing is under way before it.
     *
     * @param action gives what is to be told, which runs outside the lock
     */
    public void local(Supplier<Runnable> action) {
        Runnable telling;
        synchronized (this) {
            if (!waiting.isEmpty()) {
                waiting.add(new Turn(action));
                return;
            }
            telling = action.get();
        }
        telling.run();
    }

    /** Reads or changes the state now, whatever is under way. */
    public synchronized <T> T locked(Supplier<T> action) {
        return action.get();
    }

    private void advance(List<Runnable> tellings) {
        while (!waiting.isEmpty()) {
            Turn head = waiting.peek();
            if (head.action == null && !head.ended) {
                return;
            }
            waiting.poll();
            if (head.action != null) {
                tellings.add(head.action.get());
            }
        }
    }
}
