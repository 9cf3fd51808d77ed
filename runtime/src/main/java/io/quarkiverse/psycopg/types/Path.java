package io.quarkiverse.psycopg.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A path through points, open or closed. Source: PostgreSQL documentation, 8.8.5.
 *
 * @param points its points in order, at least one
 * @param closed whether the last point is connected with the first
 */
public record Path(List<Point> points, boolean closed) {

    public Path {
        points = List.copyOf(points);
    }

    /** In the server's notation: parentheses where it is closed, brackets where it is open. */
    @Override
    public String toString() {
        return points.stream().map(Point::toString).collect(Collectors.joining(",", closed ? "(" : "[", closed ? ")" : "]"));
    }
}
