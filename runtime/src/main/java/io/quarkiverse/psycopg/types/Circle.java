package io.quarkiverse.psycopg.types;

/**
 * A circle. Source: PostgreSQL documentation, 8.8.7.
 *
 * @param center its center
 * @param radius its radius, not negative
 */
public record Circle(Point center, double radius) {

    /** In the server's notation. */
    @Override
    public String toString() {
        return "<" + center + "," + radius + ">";
    }
}
