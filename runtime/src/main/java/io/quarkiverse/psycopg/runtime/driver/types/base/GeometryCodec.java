package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Box;
import io.quarkiverse.psycopg.types.Circle;
import io.quarkiverse.psycopg.types.Line;
import io.quarkiverse.psycopg.types.LineSegment;
import io.quarkiverse.psycopg.types.Path;
import io.quarkiverse.psycopg.types.Point;
import io.quarkiverse.psycopg.types.Polygon;

/**
 * The geometric types: float8 numbers one after the other; path and polygon with an int32 count before, path with a byte before
 * that tells whether it is closed. Source: PostgreSQL documentation, 8.8.
 *
 * @param <T> the Java type
 */
public abstract class GeometryCodec<T> extends SimpleCodec<T> {

    private static final int POINT_BYTES = 2 * Double.BYTES;

    GeometryCodec(int oid, String typeName, Class<T> type) {
        super(oid, typeName, type);
    }

    abstract T read(WireReader in);

    /** From the numbers that the text holds. */
    abstract T read(String text, double[] numbers);

    @Override
    public final T decode(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        T value = read(in);
        in.requireEnd("bytes after a " + typeName());
        return value;
    }

    @Override
    final T read(String text) {
        String[] words = text.replaceAll("[()\\[\\]{}<>,]+", " ").trim().split(" +");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = FloatText.parseDouble(this, words[i]);
        }
        return read(text, numbers);
    }

    @Override
    public abstract String text(T value, Settings settings);

    final double[] require(double[] numbers, int count) {
        if (numbers.length != count) {
            throw malformed("expected " + count + " numbers");
        }
        return numbers;
    }

    static double number(WireReader in) {
        return Double.longBitsToDouble(in.readInt64());
    }

    static Point point(WireReader in) {
        return new Point(number(in), number(in));
    }

    final List<Point> points(WireReader in) {
        int count = in.readInt32();
        if (count <= 0 || (long) count * POINT_BYTES != in.remaining()) {
            throw malformed("the number of points");
        }
        List<Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(point(in));
        }
        return points;
    }

    final List<Point> points(double[] numbers) {
        if (numbers.length % 2 != 0) {
            throw malformed("an odd number of coordinates");
        }
        List<Point> points = new ArrayList<>(numbers.length / 2);
        for (int i = 0; i < numbers.length; i += 2) {
            points.add(new Point(numbers[i], numbers[i + 1]));
        }
        return points;
    }

    static void write(WireWriter out, double number) {
        out.writeInt64(Double.doubleToRawLongBits(number));
    }

    static void write(WireWriter out, Point point) {
        write(out, point.x());
        write(out, point.y());
    }

    static void write(WireWriter out, List<Point> points) {
        out.writeInt32(points.size());
        points.forEach(point -> write(out, point));
    }

    static String text(Point point) {
        return "(" + FloatText.of(point.x()) + "," + FloatText.of(point.y()) + ")";
    }

    static String text(List<Point> points, char open, char close) {
        StringBuilder out = new StringBuilder().append(open);
        for (int i = 0; i < points.size(); i++) {
            out.append(i > 0 ? "," : "").append(text(points.get(i)));
        }
        return out.append(close).toString();
    }

    /** point: x, y. */
    public static final class PointCodec extends GeometryCodec<Point> {

        public PointCodec() {
            super(600, "point", Point.class);
        }

        @Override
        Point read(WireReader in) {
            return point(in);
        }

        @Override
        Point read(String text, double[] numbers) {
            require(numbers, 2);
            return new Point(numbers[0], numbers[1]);
        }

        @Override
        public String text(Point value, Settings settings) {
            return text(value);
        }

        @Override
        public void encode(Point value, WireWriter out) {
            write(out, value);
        }
    }

    /** line: A, B, C. */
    public static final class LineCodec extends GeometryCodec<Line> {

        public LineCodec() {
            super(628, "line", Line.class);
        }

        @Override
        Line read(WireReader in) {
            return new Line(number(in), number(in), number(in));
        }

        @Override
        Line read(String text, double[] numbers) {
            require(numbers, 3);
            return new Line(numbers[0], numbers[1], numbers[2]);
        }

        @Override
        public String text(Line value, Settings settings) {
            return "{" + FloatText.of(value.a()) + "," + FloatText.of(value.b()) + "," + FloatText.of(value.c()) + "}";
        }

        @Override
        public void encode(Line value, WireWriter out) {
            write(out, value.a());
            write(out, value.b());
            write(out, value.c());
        }
    }

    /** lseg: two points. */
    public static final class LineSegmentCodec extends GeometryCodec<LineSegment> {

        public LineSegmentCodec() {
            super(601, "lseg", LineSegment.class);
        }

        @Override
        LineSegment read(WireReader in) {
            return new LineSegment(point(in), point(in));
        }

        @Override
        LineSegment read(String text, double[] numbers) {
            require(numbers, 4);
            return new LineSegment(new Point(numbers[0], numbers[1]), new Point(numbers[2], numbers[3]));
        }

        @Override
        public String text(LineSegment value, Settings settings) {
            return "[" + text(value.start()) + "," + text(value.end()) + "]";
        }

        @Override
        public void encode(LineSegment value, WireWriter out) {
            write(out, value.start());
            write(out, value.end());
        }
    }

    /** box: two corners; the one type whose arrays are separated by semicolons. */
    public static final class BoxCodec extends GeometryCodec<Box> {

        public BoxCodec() {
            super(603, "box", Box.class);
        }

        @Override
        public char delimiter() {
            return ';';
        }

        @Override
        Box read(WireReader in) {
            return new Box(point(in), point(in));
        }

        @Override
        Box read(String text, double[] numbers) {
            require(numbers, 4);
            return new Box(new Point(numbers[0], numbers[1]), new Point(numbers[2], numbers[3]));
        }

        @Override
        public String text(Box value, Settings settings) {
            return text(value.upperRight()) + "," + text(value.lowerLeft());
        }

        @Override
        public void encode(Box value, WireWriter out) {
            write(out, value.upperRight());
            write(out, value.lowerLeft());
        }
    }

    /** path: closed or not, and its points. */
    public static final class PathCodec extends GeometryCodec<Path> {

        public PathCodec() {
            super(602, "path", Path.class);
        }

        private Path path(WireReader in) {
            boolean closed = in.readByte() != 0;
            return new Path(points(in), closed);
        }

        @Override
        Path read(WireReader in) {
            return path(in);
        }

        @Override
        Path read(String text, double[] numbers) {
            return new Path(points(numbers), text.startsWith("("));
        }

        @Override
        public String text(Path value, Settings settings) {
            return value.closed() ? text(value.points(), '(', ')') : text(value.points(), '[', ']');
        }

        @Override
        public void encode(Path value, WireWriter out) {
            out.writeByte(value.closed() ? 1 : 0);
            write(out, value.points());
        }
    }

    /** polygon: its points. */
    public static final class PolygonCodec extends GeometryCodec<Polygon> {

        public PolygonCodec() {
            super(604, "polygon", Polygon.class);
        }

        @Override
        Polygon read(WireReader in) {
            return new Polygon(points(in));
        }

        @Override
        Polygon read(String text, double[] numbers) {
            return new Polygon(points(numbers));
        }

        @Override
        public String text(Polygon value, Settings settings) {
            return text(value.points(), '(', ')');
        }

        @Override
        public void encode(Polygon value, WireWriter out) {
            write(out, value.points());
        }
    }

    /** circle: center and radius. */
    public static final class CircleCodec extends GeometryCodec<Circle> {

        public CircleCodec() {
            super(718, "circle", Circle.class);
        }

        @Override
        Circle read(WireReader in) {
            return new Circle(point(in), number(in));
        }

        @Override
        Circle read(String text, double[] numbers) {
            require(numbers, 3);
            return new Circle(new Point(numbers[0], numbers[1]), numbers[2]);
        }

        @Override
        public String text(Circle value, Settings settings) {
            return "<" + text(value.center()) + "," + FloatText.of(value.radius()) + ">";
        }

        @Override
        public void encode(Circle value, WireWriter out) {
            write(out, value.center());
            write(out, value.radius());
        }
    }
}
