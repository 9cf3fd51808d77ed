package io.quarkiverse.psycopg.types;

/**
 * A finite line, {@code lseg}. Source: PostgreSQL documentation, 8.8.3.
 *
 * @param start one end
 * @param end the other end
 */
public record LineSegment(Point start, Point end) {

    /** In the server's notation. */
    @Override
    public String toString() {
        return "[" + start + "," + end + "]";
    }
}
