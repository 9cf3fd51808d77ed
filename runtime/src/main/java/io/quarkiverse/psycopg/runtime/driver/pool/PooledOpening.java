package io.quarkiverse.psycopg.runtime.driver.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;

/**
 * What a pool hears of one session, from its opening to its end.
 */
final class PooledOpening implements SessionListener {

    private static final Duration LONGEST_LIFE = Duration.ofDays(36_500);

    private final SessionPool pool;
    private volatile PooledSession session;
    private volatile long credentialsEnd;

    PooledOpening(SessionPool pool) {
        this.pool = pool;
    }

    /** The session is open and belongs to the pool from now on. */
    void serves(PooledSession opened) {
        session = opened;
    }

    @Override
    public void credentialsExpire(Instant at) {
        // Good for ever is beyond what nanoseconds can say.
        Duration left = Duration.between(Instant.now(), at);
        if (left.compareTo(LONGEST_LIFE) < 0) {
            long end = System.nanoTime() + left.toNanos();
            credentialsEnd = end == 0 ? 1 : end;
        }
    }

    /** When the session is to be replaced: at the end of its life or of its credentials, what comes first; 0 for never. */
    long expiry(Duration maxLifetime) {
        long byAge = byAge(maxLifetime.toNanos());
        if (byAge == 0 || credentialsEnd == 0) {
            return byAge == 0 ? credentialsEnd : byAge;
        }
        return credentialsEnd - byAge < 0 ? credentialsEnd : byAge;
    }

    /** Up to a tenth earlier than configured, so that sessions that were opened together are not replaced together. */
    private static long byAge(long lifetime) {
        if (lifetime == 0) {
            return 0;
        }
        long at = System.nanoTime() + lifetime - ThreadLocalRandom.current().nextLong(lifetime / 10 + 1);
        return at == 0 ? 1 : at;
    }

    @Override
    public void refusedAsReadOnly() {
        PooledSession refused = session;
        if (refused != null && wantsToWrite(refused)) {
            refused.suspectReadOnly();
        }
    }

    /** A pool of standbys has what it wants. */
    private static boolean wantsToWrite(PooledSession session) {
        TargetSessionAttrs target = session.client().options().targetSessionAttrs();
        return target == TargetSessionAttrs.ANY || target == TargetSessionAttrs.READ_WRITE
                || target == TargetSessionAttrs.PRIMARY;
    }

    @Override
    public void closed(PgException reason) {
        PooledSession ended = session;
        if (ended != null) {
            pool.ended(ended, reason);
        }
    }
}
