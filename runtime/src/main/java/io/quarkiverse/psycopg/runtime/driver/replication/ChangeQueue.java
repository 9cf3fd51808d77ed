package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.psycopg.replication.Change;

/**
 * Changes between one thread that adds and one that takes, without an object per change: parts of a fixed length, each
 * linked to the next. What was added is seen by the taker once it is {@link #publish published}, so that one barrier
 * serves for all that came together.
 */
final class ChangeQueue {

    static final int PART = 256;

    private static final class Part {
        private final Change[] changes = new Change[PART];
        private final int[] sizes = new int[PART];
        /** How many may be taken. */
        private volatile int published;
        private volatile Part next;
    }

    /** Of the thread that adds. */
    private Part tail = new Part();
    private int added;
    /** The first part that is not yet taken as a whole. */
    private final AtomicReference<Part> head = new AtomicReference<>(tail);

    /** @param size what it takes in memory; the largest an int can hold at most */
    void add(Change change, long size) {
        if (added == PART) {
            Part full = tail;
            tail = new Part();
            full.published = PART;
            full.next = tail;
            added = 0;
        }
        tail.changes[added] = change;
        tail.sizes[added++] = (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** What was added may be taken. Of the thread that adds. */
    void publish() {
        tail.published = added;
    }

    /** Forgets everything, while nobody adds; whoever still takes goes on with what is forgotten. */
    void clear() {
        tail = new Part();
        added = 0;
        head.set(tail);
    }

    /** Takes from the beginning of what is not forgotten. There is one at a time, and each begins behind a {@link #clear}. */
    Taker taker() {
        return new Taker();
    }

    /** The place of the one who takes. Of one thread at a time. */
    final class Taker {

        private Part part = head.get();
        private int taken;
        private long lastSize;

        private Taker() {
        }

        /** The next change; null where none is published. */
        Change poll() {
            if (taken == PART) {
                Part next = part.next;
                if (next == null) {
                    return null;
                }
                head.compareAndSet(part, next);
                part = next;
                taken = 0;
            }
            if (taken == part.published) {
                return null;
            }
            Change change = part.changes[taken];
            part.changes[taken] = null;
            lastSize = part.sizes[taken++];
            return change;
        }

        /** The size of the change that was taken last. */
        long lastSize() {
            return lastSize;
        }
    }
}
