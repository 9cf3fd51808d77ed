package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sessions of a pool that nobody uses; the one that was used last is lent first. Guarded by the pool's lock.
 */
final class IdleSessions {

    private final ArrayDeque<PooledSession> sessions = new ArrayDeque<>();
    private final Consumer<PooledSession> worn;

    /** @param worn takes sessions that turn out to be too old or closed; it must not do so at once */
    IdleSessions(Consumer<PooledSession> worn) {
        this.worn = worn;
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    int size() {
        return sessions.size();
    }

    void add(PooledSession session, long now) {
        session.becomesIdle(now);
        sessions.addLast(session);
    }

    void remove(PooledSession session) {
        sessions.remove(session);
    }

    /** Takes one that is good for use, null for none. */
    PooledSession poll(long now) {
        PooledSession session = sessions.pollLast();
        while (session != null && (!session.isUsable() || session.isExpired(now))) {
            worn.accept(session);
            session = sessions.pollLast();
        }
        return session;
    }

    List<PooledSession> takeAll() {
        List<PooledSession> taken = List.copyOf(sessions);
        sessions.clear();
        return taken;
    }

    /**
     * Takes those that are idle for too long, or too old.
     *
     * @param idleNanos what is too long; 0 for never
     * @param spare how many may go for having been idle
     */
    List<PooledSession> takeWorn(long idleNanos, int spare, long now) {
        List<PooledSession> taken = new ArrayList<>();
        for (PooledSession session : sessions) {
            boolean tooIdle = idleNanos > 0 && spare > taken.size() && session.isIdleLongerThan(idleNanos, now);
            if (tooIdle || session.isExpired(now)) {
                taken.add(session);
            }
        }
        sessions.removeAll(taken);
        return taken;
    }
}
