package io.quarkiverse.psycopg;

/**
 * A pool's figures at one moment.
 *
 * @param size open connections, idle and borrowed
 * @param idle open connections that nobody borrows
 * @param inUse borrowed connections
 * @param pending callers that wait for a connection
 * @param connecting connections that are being opened
 * @param minSize connections that the pool keeps
 * @param maxSize connections that it may open, 0 for no bound
 * @param acquired connections handed out since the start
 * @param created connections opened since the start
 * @param closed connections closed since the start
 * @param connectFailures attempts to open a connection that failed since the start
 * @param acquireTimeouts callers that gave up waiting since the start
 */
public record PoolStatistics(int size, int idle, int inUse, int pending, int connecting, int minSize, int maxSize,
        long acquired, long created, long closed, long connectFailures, long acquireTimeouts) {
}
