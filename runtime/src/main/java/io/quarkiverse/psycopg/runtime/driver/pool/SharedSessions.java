package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of a pool that are in use by statements that may share, and how many more such statements may use. One whose
 * statement takes long does not count, so that it keeps no place from the others. Guarded by the pool's lock.
 */
final class SharedSessions {

    private final List<PooledSession> used = new ArrayList<>();
    private final int most;
    /** Made when it first keeps somebody waiting. */
    private SharingLimit limit;
    private int late;

    /** @param most sessions that the pool may have, 0 for no limit */
    SharedSessions(int most) {
        this.most = most;
    }

    /** How many more may be used by statements that may share. */
    int room() {
        int sessions = limit == null ? SharingLimit.FIRST : limit.sessions();
        return Math.max(0, sessions - (used.size() - late));
    }

    /** A statement could have had a further session, but for there being no room. */
    void heldBack() {
        if (limit == null) {
            limit = new SharingLimit(most);
        }
        limit.heldBack();
    }

    /** The one with the fewest operations under way that admits the statement, null for none. */
    PooledSession find(StatementProfile statement, long now) {
        PooledSession found = null;
        for (int i = 0; i < used.size(); i++) {
            PooledSession session = used.get(i);
            if ((found == null || session.shares().underWay() < found.shares().underWay())
                    && session.admits(statement, now)) {
                found = session;
            }
        }
        return found;
    }

    /** A session that nobody used is used by such a statement. */
    void begin(PooledSession session) {
        session.shares().place(used.size());
        used.add(session);
    }

    /** A statement on the session was answered. */
    void answered(PooledSession session, long now) {
        if (session.shares().place() >= 0) {
            late -= session.shares().isLate() ? 1 : 0;
            session.shares().late(false);
            if (limit != null) {
                limit.answered(now, used.size());
            }
        }
    }

    /** The session is not used any more, or gone. */
    void end(PooledSession session) {
        int place = session.shares().place();
        if (place < 0) {
            return;
        }
        late -= session.shares().isLate() ? 1 : 0;
        session.shares().late(false);
        session.shares().place(-1);
        PooledSession last = used.remove(used.size() - 1);
        if (last != session) {
            used.set(place, last);
            last.shares().place(place);
        }
    }

    /** Looks which sessions have not answered for longer than a short statement takes. */
    void look(long now) {
        late = 0;
        for (PooledSession session : used) {
            boolean isLate = session.sharesNow().hasWaitedLong(now);
            session.shares().late(isLate);
            late += isLate ? 1 : 0;
        }
    }

    /** A statement that was short is not any more. */
    void tooMany(long now) {
        if (limit != null) {
            limit.tooMany(now);
        }
    }
}
