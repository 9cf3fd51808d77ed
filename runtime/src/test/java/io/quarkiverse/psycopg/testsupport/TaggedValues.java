package io.quarkiverse.psycopg.testsupport;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.AsIs;
import io.quarkiverse.psycopg.Binary;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.QuotedString;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.types.Cidr;
import io.quarkiverse.psycopg.types.Inet;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkiverse.psycopg.types.PgNumeric;
import io.quarkiverse.psycopg.types.Range;
import io.quarkiverse.psycopg.types.RawValue;

/**
 * The recordings' tagged values as values of Java: {@code {"t": "date", "v": "2001-02-03"}} and so on. Needs Jackson.
 */
public final class TaggedValues {

    private TaggedValues() {
    }

    /**
     * The value, null for psycopg's None.
     *
     * @throws UnsupportedOperationException for what Java's compiler would refuse
     */
    public static Object of(JsonNode tagged) {
        JsonNode v = tagged.path("v");
        return switch (tagged.path("t").asText()) {
            case "null" -> null;
            case "bool" -> v.asBoolean();
            case "int8" -> integer(Long.parseLong(v.asText()));
            case "int" -> new BigInteger(v.asText());
            case "float8" -> Double.longBitsToDouble(Long.parseUnsignedLong(tagged.get("bits").asText(), 16));
            case "numeric" -> numeric(v.asText());
            case "text" -> v.asText();
            case "bytea" -> HexFormat.of().parseHex(v.asText());
            case "date" -> LocalDate.parse(v.asText());
            case "time" -> LocalTime.parse(v.asText());
            case "timetz" -> OffsetTime.parse(v.asText());
            case "timestamp" -> LocalDateTime.parse(v.asText());
            case "timestamptz" -> OffsetDateTime.parse(v.asText());
            case "uuid" -> UUID.fromString(v.asText());
            case "list" -> list(v);
            case "tuple" -> new PgTuple(list(v));
            case "composite" -> PgComposite.anonymous(list(v));
            case "range" -> range(tagged);
            case "interval" -> new PgInterval(0, tagged.get("days").asInt(),
                    tagged.get("seconds").asLong() * 1_000_000 + tagged.get("microseconds").asLong());
            case "inet" -> network("inet", v.asText());
            case "cidr" -> network("cidr", v.asText());
            case "json" -> new Json(v.toString());
            case "hstore" -> hstore(v);
            case "AsIs" -> new AsIs(of(v));
            case "QuotedString" -> new QuotedString(v.asText());
            case "Binary" -> v.isNull() ? Binary.of((byte[]) null) : Binary.of(HexFormat.of().parseHex(v.asText()));
            case "ctor" -> constructed(v.asText());
            case "python" -> new Object(); // an object that no adapter knows
            default -> throw new UnsupportedOperationException("no Java value for " + tagged);
        };
    }

    /** As {@link #of}, empty for None too and for what has no value in Java. */
    public static Optional<Object> find(JsonNode tagged) {
        try {
            return Optional.ofNullable(of(tagged));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The elements of a recorded list or tuple. */
    public static List<Object> list(JsonNode elements) {
        List<Object> list = new ArrayList<>();
        elements.forEach(e -> list.add(of(e)));
        return list;
    }

    /** A number in SQL is an int4 where it fits: only then is it sent as one. */
    private static Object integer(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private static Object numeric(String text) {
        return switch (text) {
            case "NaN" -> PgNumeric.NAN;
            case "Infinity" -> PgNumeric.POSITIVE_INFINITY;
            case "-Infinity" -> PgNumeric.NEGATIVE_INFINITY;
            default -> new BigDecimal(text);
        };
    }

    /** A text that the class refuses can still be sent as the type. */
    private static Object network(String type, String text) {
        try {
            return type.equals("inet") ? Inet.parse(text) : Cidr.parse(text);
        } catch (DataException | IllegalArgumentException e) {
            return RawValue.ofText(type, text);
        }
    }

    /** A range whose type no bound tells is sent with its type's name, as an adapter does. */
    private static Object range(JsonNode tagged) {
        Range<Object> range = Range.empty();
        if (!tagged.path("empty").asBoolean()) {
            if (tagged.path("bounds").isNull()) {
                throw new UnsupportedOperationException("bounds that are neither in nor out");
            }
            String bounds = tagged.get("bounds").asText();
            range = Range.of(Optional.ofNullable(of(tagged.get("lower"))), bounds.startsWith("["),
                    Optional.ofNullable(of(tagged.get("upper"))), bounds.endsWith("]"));
        }
        String type = switch (tagged.path("sub").asText()) {
            case "num" -> "";
            case "date" -> "daterange";
            case "ts" -> "tsrange";
            case "tstz" -> "tstzrange";
            default -> tagged.get("sub").asText();
        };
        boolean bounded = range.lower().isPresent() || range.upper().isPresent();
        return type.isEmpty() || bounded && !type.equals("floatrange") ? range : RawValue.ofText(type, range.toString());
    }

    private static Map<Object, Object> hstore(JsonNode pairs) {
        Map<Object, Object> map = new LinkedHashMap<>();
        pairs.forEach(p -> map.put(plain(p.get(0)), plain(p.get(1))));
        return map;
    }

    private static Object plain(JsonNode node) {
        return node.isObject() ? of(node) : node.isNull() ? null : node.asText();
    }

    /** DB-API's constructors are classes of java.time. */
    private static Object constructed(String call) {
        return switch (call) {
            case "Date(2001,2,3)" -> LocalDate.of(2001, 2, 3);
            case "Time(1,2,3)" -> LocalTime.of(1, 2, 3);
            case "Time(1,2,3.5)" -> LocalTime.of(1, 2, 3, 500_000_000);
            default -> throw new UnsupportedOperationException("no Java value for " + call);
        };
    }
}
