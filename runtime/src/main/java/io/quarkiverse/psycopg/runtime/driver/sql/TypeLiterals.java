package io.quarkiverse.psycopg.runtime.driver.sql;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.Bits;
import io.quarkiverse.psycopg.types.Box;
import io.quarkiverse.psycopg.types.Cidr;
import io.quarkiverse.psycopg.types.Circle;
import io.quarkiverse.psycopg.types.Inet;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.Line;
import io.quarkiverse.psycopg.types.LineSegment;
import io.quarkiverse.psycopg.types.Lsn;
import io.quarkiverse.psycopg.types.MacAddr;
import io.quarkiverse.psycopg.types.MacAddr8;
import io.quarkiverse.psycopg.types.Money;
import io.quarkiverse.psycopg.types.Multirange;
import io.quarkiverse.psycopg.types.Path;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkiverse.psycopg.types.PgNumeric;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.PgTimeTz;
import io.quarkiverse.psycopg.types.Point;
import io.quarkiverse.psycopg.types.Polygon;
import io.quarkiverse.psycopg.types.Range;
import io.quarkiverse.psycopg.types.RawValue;
import io.quarkiverse.psycopg.types.Snapshot;
import io.quarkiverse.psycopg.types.Tid;
import io.quarkiverse.psycopg.types.TsQuery;
import io.quarkiverse.psycopg.types.TsVector;

/**
 * Literals of the API's own value classes: their text, which is PostgreSQL's, with a cast to their type.
 */
final class TypeLiterals {

    /** Classes whose {@code toString} is the text form of one type. */
    private static final Map<Class<?>, String> BY_TEXT = Map.ofEntries(Map.entry(PgTime.class, "time"),
            Map.entry(PgTimeTz.class, "timetz"), Map.entry(PgInterval.class, "interval"), Map.entry(Lsn.class, "pg_lsn"),
            Map.entry(Inet.class, "inet"), Map.entry(Cidr.class, "cidr"), Map.entry(MacAddr.class, "macaddr"),
            Map.entry(MacAddr8.class, "macaddr8"), Map.entry(Bits.class, "varbit"), Map.entry(Money.class, "money"),
            Map.entry(Tid.class, "tid"), Map.entry(Snapshot.class, "pg_snapshot"), Map.entry(TsVector.class, "tsvector"),
            Map.entry(TsQuery.class, "tsquery"), Map.entry(Point.class, "point"), Map.entry(Line.class, "line"),
            Map.entry(LineSegment.class, "lseg"), Map.entry(Box.class, "box"), Map.entry(Path.class, "path"),
            Map.entry(Polygon.class, "polygon"), Map.entry(Circle.class, "circle"));

    private static final String ANONYMOUS_COMPOSITE = "record";

    private TypeLiterals() {
    }

    static void addTo(LiteralTable table) {
        BY_TEXT.forEach((type, name) -> table.add(type, (v, out) -> out.typed(v.toString(), name)));
        table.add(Json.class, (v, out) -> out.string(v.text()));
        table.add(PgNumeric.class, (v, out) -> {
            if (v.isFinite()) {
                out.number(v.toBigDecimal().toString());
            } else {
                out.typed(v.toString(), "numeric");
            }
        });
        table.add(PgComposite.class, TypeLiterals::composite);
        table.add(Range.class, RangeLiterals::range);
        table.add(Multirange.class, RangeLiterals::multirange);
        table.add(RawValue.class, TypeLiterals::raw);
    }

    /** Writes a value whose class has a known supertype; false where there is none. */
    static boolean writeBySupertype(Object value, LiteralWriter out) {
        if (value instanceof InetAddress address) {
            String text = address.getHostAddress();
            int scope = text.indexOf('%');
            out.typed(scope < 0 ? text : text.substring(0, scope), "inet");
            return true;
        }
        return false;
    }

    /** Whether {@code toString} of values of this class is PostgreSQL's text form. */
    static boolean hasText(Object value) {
        return BY_TEXT.containsKey(value.getClass());
    }

    private static void composite(PgComposite value, LiteralWriter out) {
        String separator = "ROW(";
        for (Object field : value.values()) {
            out.raw(separator).value(field);
            separator = ", ";
        }
        out.raw(value.values().isEmpty() ? "ROW()" : ")");
        if (!value.typeName().equals(ANONYMOUS_COMPOSITE)) {
            out.raw("::").sql(Fragment.requireTypeName(value.typeName()));
        }
    }

    private static void raw(RawValue value, LiteralWriter out) {
        String text = value.text().orElseThrow(() -> new ProgrammingException(
                "expected a text form to compose a literal, got the binary form of " + value.typeName()
                        + " alone: let an adapter give a literal, or bind the value on the server"));
        boolean named = !List.of("", Long.toString(value.oid())).contains(value.typeName());
        out.typedByName(text, named ? value.typeName() : "");
    }
}
