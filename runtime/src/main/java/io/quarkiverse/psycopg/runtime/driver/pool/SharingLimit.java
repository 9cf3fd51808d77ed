package io.quarkiverse.psycopg.runtime.driver.pool;

/**
 * How many sessions the statements of a pool that may share use at a time: as many as give more answers than half of them do.
 * <p>
 * Beyond what the server's processors can serve, one session more makes every answer later and gives none more. Where the limit
 * is that, only trying tells: as long as it holds statements back, it is doubled for a moment now and then, and stays so where
 * that gave clearly more answers per second. Times are as {@link System#nanoTime()} and come from the caller. Guarded by the
 * pool's lock.
 */
final class SharingLimit {

    /** What it begins with: a pool of no more sessions is always used in whole. */
    static final int FIRST = 16;
    /** How many times the answers of the former limit twice that limit has to give. */
    static final double WORTH_IT = 1.2;
    /** A rate is taken over no shorter a time, */
    static final long SHORTEST_WINDOW_NANOS = 20_000_000;
    /** and over no fewer answers for each session. */
    static final int ANSWERS_EACH = 16;
    /** Windows that may pass until all sessions of a trial are open and in use. */
    static final int LONGEST_SETTLING = 50;
    static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
    static final long LONGEST_PAUSE_NANOS = 64_000_000_000L;

    private enum Phase {
        /** The limit is what was found to be best. */
        KEPT,
        /** It was doubled, and the sessions of that come into use. */
        SETTLING,
        /** It was doubled, and what that gives is counted. */
        TRIED,
        /** It is what it was, and the sessions beyond it go out of use. */
        RETURNING,
        /** It is what it was, and what that gives is counted once more. */
        COMPARED
    }

    private final int most;
    private int sessions = FIRST;
    private Phase phase = Phase.KEPT;
    private int settling;
    private double before;
    private double doubled;
    private boolean everTried;
    private long triedAt;
    private long pause;

    private boolean counting;
    private long since;
    private int answers;
    private int heldBack;

    /** @param most sessions that the pool may have, 0 for no limit */
    SharingLimit(int most) {
        this.most = most == 0 ? Integer.MAX_VALUE : most;
    }

    int sessions() {
        return sessions;
    }

    /** A statement could have had a further session, but for the limit. */
    void heldBack() {
        heldBack++;
    }

    /** A statement that was short is not any more: that may be for the number of sessions. */
    void tooMany(long now) {
        if (sessions > FIRST) {
            sessions /= 2;
            phase = Phase.KEPT;
            everTried = true;
            triedAt = now;
            pause = Math.max(pause, FIRST_PAUSE_NANOS);
            counting = false;
        }
    }

    /**
     * A statement that may share was answered.
     *
     * @param used how many sessions such statements use
     */
    void answered(long now, int used) {
        if (sessions >= most && phase == Phase.KEPT) {
            return;
        }
        if (!counting) {
            count(now);
            return;
        }
        answers++;
        long took = now - since;
        if (took >= SHORTEST_WINDOW_NANOS && answers >= ANSWERS_EACH * sessions) {
            counted((double) answers / took, heldBack > answers / 4, now, used);
            count(now);
        }
    }

    private void count(long now) {
        counting = true;
        since = now;
        answers = 0;
        heldBack = 0;
    }

    /** @param matters whether many statements could have had a further session, but for the limit */
    private void counted(double rate, boolean matters, long now, int used) {
        switch (phase) {
            case KEPT -> {
                if (matters && (!everTried || now - triedAt >= pause)) {
                    before = rate;
                    sessions *= 2;
                    phase = Phase.SETTLING;
                    settling = 0;
                }
            }
            case SETTLING -> {
                if (used >= Math.min(sessions, most)) {
                    phase = Phase.TRIED;
                } else if (!matters || ++settling == LONGEST_SETTLING) {
                    sessions /= 2;
                    giveUp(now);
                }
            }
            case TRIED -> {
                doubled = rate;
                sessions /= 2;
                phase = Phase.RETURNING;
                if (doubled < WORTH_IT * before) {
                    giveUp(now);
                }
            }
            case RETURNING -> phase = Phase.COMPARED;
            case COMPARED -> {
                if (matters && doubled >= WORTH_IT * rate) {
                    sessions *= 2;
                    phase = Phase.KEPT;
                    pause = 0;
                } else {
                    giveUp(now);
                }
            }
        }
    }

    private void giveUp(long now) {
        phase = Phase.KEPT;
        everTried = true;
        triedAt = now;
        pause = pause == 0 ? FIRST_PAUSE_NANOS : Math.min(LONGEST_PAUSE_NANOS, 2 * pause);
    }
}
