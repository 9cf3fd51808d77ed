package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * Shapes in the plane. Source: PostgreSQL documentation, 8.8.
 */
public final class GeometricTypes {

    private GeometricTypes() {
    }

    /**
     * The codec of one of them.
     *
     * @param catalogName the type's name in {@code pg_type}
     * @param name the name that is shown
     */
    public static Codec<?> codec(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "point" -> new GeometryCodec.PointCodec();
            case "line" -> new GeometryCodec.LineCodec();
            case "lseg" -> new GeometryCodec.LineSegmentCodec();
            case "box" -> new GeometryCodec.BoxCodec();
            case "path" -> new GeometryCodec.PathCodec();
            case "polygon" -> new GeometryCodec.PolygonCodec();
            case "circle" -> new GeometryCodec.CircleCodec();
            default -> throw new IllegalArgumentException(catalogName + " is none of these types");
        };
    }
}
