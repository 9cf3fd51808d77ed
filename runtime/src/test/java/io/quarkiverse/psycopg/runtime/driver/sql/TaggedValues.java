package io.quarkiverse.psycopg.runtime.driver.sql;

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
import io.quarkiverse.psycopg.types.Cidr;
import io.quarkiverse.psycopg.types.Inet;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkiverse.psycopg.types.PgNumeric;
import io.quarkiverse.psycopg.types.Range;

/** The recordings' tagged values as values of Java. */
final class TaggedValues {

    private TaggedValues() {
    }

    /** The value, or the reason why there is none in an exception. */
    static Object of(JsonNode tagged) {
        JsonNode v = tagged.path("v");
        return switch (tagged.get("t").asText()) {
            case "null" -> null;
            case "bool" -> v.asBoolean();
            case "int8" -> Long.valueOf(v.asText());
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
            case "inet" -> Inet.parse(v.asText());
            case "cidr" -> Cidr.parse(v.asText());
            case "json" -> new Json(v.toString());
            case "hstore" -> hstore(v);
            case "AsIs" -> new AsIs(of(v));
            case "QuotedString" -> new QuotedString(v.asText());
            case "Binary" -> v.isNull() ? Binary.of((byte[]) null) : Binary.of(HexFormat.of().parseHex(v.asText()));
            case "python" -> new Object();
            default -> throw new UnsupportedOperationException("no Java value for " + tagged.get("t").asText());
        };
    }

    /** As {@link #of}, empty where this test has no Java value for the tag; null values are not for this method. */
    static Optional<Object> find(JsonNode tagged) {
        try {
            return Optional.ofNullable(of(tagged));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static List<Object> list(JsonNode elements) {
        List<Object> list = new ArrayList<>();
        elements.forEach(e -> list.add(of(e)));
        return list;
    }

    private static Object numeric(String text) {
        return switch (text) {
            case "NaN" -> PgNumeric.NAN;
            case "Infinity" -> PgNumeric.POSITIVE_INFINITY;
            case "-Infinity" -> PgNumeric.NEGATIVE_INFINITY;
            default -> new BigDecimal(text);
        };
    }

    private static Range<Object> range(JsonNode tagged) {
        if (tagged.path("empty").asBoolean()) {
            return Range.empty();
        }
        String bounds = tagged.get("bounds").asText();
        return Range.of(Optional.ofNullable(of(tagged.get("lower"))), bounds.startsWith("["),
                Optional.ofNullable(of(tagged.get("upper"))), bounds.endsWith("]"));
    }

    private static Map<Object, Object> hstore(JsonNode pairs) {
        Map<Object, Object> map = new LinkedHashMap<>();
        pairs.forEach(p -> map.put(plain(p.get(0)), plain(p.get(1))));
        return map;
    }

    private static Object plain(JsonNode node) {
        return node.isObject() ? of(node) : node.isNull() ? null : node.asText();
    }
}
