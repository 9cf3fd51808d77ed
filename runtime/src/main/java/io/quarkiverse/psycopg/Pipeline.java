package io.quarkiverse.psycopg;

/**
 * Collects the statements of one {@link PgExecutor#pipeline pipeline}. Used by the block that it is handed to, and only while
 * that block runs.
 */
public interface Pipeline {

    /** Adds a statement. */
    Pipeline execute(String sql, Args args);

    /** Ends the current unit: what precedes is committed (outside a transaction) before what follows begins. */
    Pipeline sync();

    /** As {@link #execute(String, Args)}, without arguments: nothing is scanned for placeholders. */
    default Pipeline execute(String sql) {
        return execute(sql, Args.none());
    }

    /** As {@link #execute(String, Args)}, with arguments by position. */
    default Pipeline execute(String sql, Object... args) {
        return execute(sql, Args.of(args));
    }
}
