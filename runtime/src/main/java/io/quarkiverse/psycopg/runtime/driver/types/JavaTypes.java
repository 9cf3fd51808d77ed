package io.quarkiverse.psycopg.runtime.driver.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.psycopg.runtime.driver.types.base.BoolCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.ByteaCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.DateCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Float4Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Float8Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Int2Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Int4Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Int8Codec;
import io.quarkiverse.psycopg.runtime.driver.types.base.IntervalCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.NumericCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimeCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimestampCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimestamptzCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.TimetzCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.UuidCodec;
import io.quarkiverse.psycopg.runtime.driver.types.derived.Sequences;
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
import io.vertx.core.buffer.Buffer;

/**
 * Which SQL type a Java value is declared as when it is a parameter.
 */
final class JavaTypes {

    private static final int UNSPECIFIED = 0;
    private static final Map<Class<?>, Integer> BY_CLASS = byClass();
    private static final Map<Class<?>, String> BY_NAME = byName();

    private JavaTypes() {
    }

    private static Map<Class<?>, Integer> byClass() {
        Map<Class<?>, Integer> oids = new HashMap<>();
        oids.put(Boolean.class, BoolCodec.OID);
        oids.put(Byte.class, Int2Codec.OID);
        oids.put(Short.class, Int2Codec.OID);
        oids.put(Integer.class, Int4Codec.OID);
        oids.put(Long.class, Int8Codec.OID);
        oids.put(Float.class, Float4Codec.OID);
        oids.put(Double.class, Float8Codec.OID);
        oids.put(BigDecimal.class, NumericCodec.OID);
        oids.put(BigInteger.class, NumericCodec.OID);
        oids.put(PgNumeric.class, NumericCodec.OID);
        oids.put(byte[].class, ByteaCodec.OID);
        oids.put(UUID.class, UuidCodec.OID);
        oids.put(Json.class, UNSPECIFIED);
        oids.put(LocalDate.class, DateCodec.OID);
        oids.put(LocalTime.class, TimeCodec.OID);
        oids.put(PgTime.class, TimeCodec.OID);
        oids.put(OffsetTime.class, TimetzCodec.OID);
        oids.put(PgTimeTz.class, TimetzCodec.OID);
        oids.put(LocalDateTime.class, TimestampCodec.OID);
        oids.put(Instant.class, TimestamptzCodec.OID);
        oids.put(OffsetDateTime.class, TimestamptzCodec.OID);
        oids.put(ZonedDateTime.class, TimestamptzCodec.OID);
        oids.put(PgInterval.class, IntervalCodec.OID);
        oids.put(Duration.class, IntervalCodec.OID);
        oids.put(Period.class, IntervalCodec.OID);
        return Map.copyOf(oids);
    }

    private static Map<Class<?>, String> byName() {
        Map<Class<?>, String> names = new HashMap<>();
        names.put(Inet.class, "inet");
        names.put(Inet4Address.class, "inet");
        names.put(Inet6Address.class, "inet");
        names.put(Cidr.class, "cidr");
        names.put(MacAddr.class, "macaddr");
        names.put(MacAddr8.class, "macaddr8");
        names.put(Bits.class, "varbit");
        names.put(BitSet.class, "varbit");
        names.put(Money.class, "money");
        names.put(Lsn.class, "pg_lsn");
        names.put(Tid.class, "tid");
        names.put(Snapshot.class, "pg_snapshot");
        names.put(TsVector.class, "tsvector");
        names.put(TsQuery.class, "tsquery");
        names.put(Point.class, "point");
        names.put(Line.class, "line");
        names.put(LineSegment.class, "lseg");
        names.put(Box.class, "box");
        names.put(Path.class, "path");
        names.put(Polygon.class, "polygon");
        names.put(Circle.class, "circle");
        return Map.copyOf(names);
    }

    static int declaredOid(Object value, TypeRegistry types) {
        if (value == null || value instanceof CharSequence) {
            return UNSPECIFIED;
        }
        Integer known = BY_CLASS.get(value.getClass());
        if (known != null) {
            return known;
        }
        String name = BY_NAME.get(value.getClass());
        if (name != null) {
            return types.oidOf(name);
        }
        if (Sequences.isSequence(value)) {
            return arrayOid(value, types);
        }
        return derivedOid(value, types);
    }

    private static int derivedOid(Object value, TypeRegistry types) {
        if (value instanceof Range<?> range) {
            return rangeOid(range, types);
        }
        if (value instanceof Multirange<?> multirange) {
            int range = multirange.ranges().isEmpty() ? UNSPECIFIED : rangeOid(multirange.ranges().get(0), types);
            return range == UNSPECIFIED ? UNSPECIFIED : types.multirangeOid(range);
        }
        if (value instanceof PgComposite composite) {
            return types.info(types.oidOf(composite.typeName())).filter(TypeInfo.Composite.class::isInstance)
                    .map(TypeInfo::oid).orElse(UNSPECIFIED);
        }
        if (value instanceof Buffer || value instanceof ByteBuffer) {
            return ByteaCodec.OID;
        }
        if (value instanceof RawValue raw) {
            return raw.oid() != 0 ? (int) raw.oid() : types.oidOf(raw.typeName());
        }
        return value instanceof Date ? TimestamptzCodec.OID : UNSPECIFIED;
    }

    /** The range type of the bounds' type; an empty or unbounded range is left to the server. */
    private static int rangeOid(Range<?> range, TypeRegistry types) {
        Object bound = range.lower().isPresent() ? range.lower().get() : range.upper().orElse(null);
        int subtype = declaredOid(bound, types);
        return subtype == UNSPECIFIED ? UNSPECIFIED : types.rangeOid(subtype);
    }

    /** The array type of the first element that is not null; lists of strings and empty ones are left to the server. */
    private static int arrayOid(Object value, TypeRegistry types) {
        int element = declaredOid(Sequences.first(value), types);
        return element == UNSPECIFIED ? UNSPECIFIED : types.arrayOid(element);
    }
}
