package io.quarkiverse.psycopg.runtime.driver.notification;

/**
 * Watches over a connection by ticks, one per probe interval, without a clock. A peer from which nothing has come between two
 * ticks, although something was asked of it before the first of them, is gone: one that vanishes is noticed at the second tick.
 * While reading is paused nothing can be known, and nothing is judged. Not thread-safe.
 */
final class Watch {

    /** What is to be done at a tick. */
    enum Verdict {
        /** Nothing. */
        WAIT,
        /** Ask whether the server is there. */
        PROBE,
        /** Give the connection up. */
        LOST
    }

    private int unanswered;
    private boolean overdue;
    private boolean paused;

    /** Something was asked. */
    void asked() {
        unanswered++;
    }

    /** An answer has come. */
    void answered() {
        unanswered--;
        heard();
    }

    /** Something has come. */
    void heard() {
        overdue = false;
    }

    /** Reading stops, or goes on. */
    void paused(boolean now) {
        paused = now;
        overdue = false;
    }

    boolean isPaused() {
        return paused;
    }

    /** An interval has passed; a probe counts as asked now. */
    Verdict tick() {
        if (paused) {
            return Verdict.WAIT;
        }
        if (overdue) {
            return Verdict.LOST;
        }
        overdue = true;
        if (unanswered > 0) {
            return Verdict.WAIT;
        }
        return Verdict.PROBE;
    }
}
