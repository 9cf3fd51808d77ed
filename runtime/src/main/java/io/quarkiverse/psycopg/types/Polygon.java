package io.quarkiverse.psycopg.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A polygon. Source: PostgreSQL documentation, 8.8.6.
 *
 * @param points its corners in order, at least one
 */
public record Polygon(List<Point> points) {

    public Polygon {
        points = List.copyOf(points);
    }

    /** In the server's notation. */
    @Override
    public String toString() {
        return points.stream().map(Point::toString).collect(Collectors.joining(",", "(", ")"));
    }
}
