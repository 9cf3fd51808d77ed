package io.quarkiverse.psycopg.types;

/**
 * A rectangle along the axes. The server keeps the upper right and the lower left corner, and so does this class, whichever
 * opposite corners it is given. Source: PostgreSQL documentation, 8.8.4.
 *
 * @param upperRight the corner with the greater coordinates
 * @param lowerLeft the corner with the lesser coordinates
 */
public record Box(Point upperRight, Point lowerLeft) {

    public Box {
        Point first = upperRight;
        Point second = lowerLeft;
        upperRight = new Point(greater(first.x(), second.x()), greater(first.y(), second.y()));
        lowerLeft = new Point(lesser(first.x(), second.x()), lesser(first.y(), second.y()));
    }

    /** NaN is greater than all else, as the server has it; equal numbers keep their order, so that -0 stays where it was. */
    private static double greater(double first, double second) {
        return compare(first, second) < 0 ? second : first;
    }

    private static double lesser(double first, double second) {
        return compare(first, second) < 0 ? first : second;
    }

    private static int compare(double first, double second) {
        return first == second ? 0 : Double.compare(first, second);
    }

    /** In the server's notation. */
    @Override
    public String toString() {
        return upperRight + "," + lowerLeft;
    }
}
