package io.quarkiverse.psycopg.types;

/**
 * A point in the plane. Source: PostgreSQL documentation, 8.8.1.
 *
 * @param x its first coordinate
 * @param y its second coordinate
 */
public record Point(double x, double y) {

    /** In the server's notation. */
    @Override
    public String toString() {
        return "(" + x + "," + y + ")";
    }
}
