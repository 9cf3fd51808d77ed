package io.quarkiverse.psycopg.types;

/**
 * The infinite line Ax + By + C = 0. Source: PostgreSQL documentation, 8.8.2.
 *
 * @param a A, not zero where B is
 * @param b B, not zero where A is
 * @param c C
 */
public record Line(double a, double b, double c) {

    /** In the server's notation. */
    @Override
    public String toString() {
        return "{" + a + "," + b + "," + c + "}";
    }
}
