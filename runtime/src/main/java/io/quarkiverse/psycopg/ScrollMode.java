package io.quarkiverse.psycopg;

/**
 * From where {@link PgCursor#scroll(int, ScrollMode)} counts.
 */
public enum ScrollMode {
    /** From the present position: 1 skips a row, -1 goes back by one. */
    RELATIVE,
    /** From the beginning: 0 stands before the first row. */
    ABSOLUTE
}
