package io.quarkiverse.psycopg.runtime.driver.pool;

import io.quarkiverse.psycopg.runtime.driver.client.ClientSession;

/**
 * A session of a pool, with the times that decide how long it stays. Its fields are guarded by the pool's lock.
 */
final class PooledSession {

    private final ClientSession client;
    private final long expiresAt;
    private final SessionShares shares = new SessionShares();
    private long idleSince;
    private boolean gone;
    private volatile boolean suspectedReadOnly;

    /** @param expiresAt when its lifetime ends, as {@link System#nanoTime()}; 0 for never */
    PooledSession(ClientSession client, long expiresAt) {
        this.client = client;
        this.expiresAt = expiresAt;
    }

    ClientSession client() {
        return client;
    }

    /** What is under way on it for its borrowers. */
    SessionShares shares() {
        return shares;
    }

    /** The same, which know when the first of it was sent. */
    SessionShares sharesNow() {
        long sent = client.session().busySince();
        if (sent != 0) {
            shares.sent(sent);
        }
        return shares;
    }

    /** Whether a statement may be sent behind those that are under way on it. */
    boolean admits(StatementProfile statement, long now) {
        return shares.admits(statement, now) && !suspectedReadOnly && isUsable() && !isExpired(now);
    }

    boolean isUsable() {
        return !gone && !client.session().isClosed();
    }

    boolean isExpired(long now) {
        return expiresAt != 0 && now - expiresAt >= 0;
    }

    boolean isIdleLongerThan(long nanos, long now) {
        return now - idleSince >= nanos;
    }

    void becomesIdle(long now) {
        idleSince = now;
    }

    /** The server has refused to write on it: whether that is more than its user's wish is to be asked when it comes back. */
    void suspectReadOnly() {
        suspectedReadOnly = true;
    }

    boolean isSuspectedReadOnly() {
        return suspectedReadOnly;
    }

    void clearSuspicion() {
        suspectedReadOnly = false;
    }

    /** Takes it out of the count; true for the first call only. */
    boolean leave() {
        boolean first = !gone;
        gone = true;
        return first;
    }
}
