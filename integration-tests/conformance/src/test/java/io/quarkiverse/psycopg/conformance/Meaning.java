package io.quarkiverse.psycopg.conformance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.types.Cidr;
import io.quarkiverse.psycopg.types.Inet;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.PgTimeTz;
import io.quarkiverse.psycopg.types.Range;

/** Whether a value of the driver means what a recorded value means. */
final class Meaning {

    private static final int DAYS_PER_YEAR = 365;
    private static final int DAYS_PER_MONTH = 30;
    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Meaning() {
    }

    static boolean same(JsonNode tagged, Object actual) {
        JsonNode v = tagged.path("v");
        return switch (tagged.get("t").asText()) {
            case "null" -> actual == null;
            case "bool" -> Objects.equals(v.asBoolean(), actual);
            case "int8", "int" -> integral(actual) && new BigInteger(v.asText()).toString().equals(actual.toString());
            case "float8" ->
                sameFloat(Double.longBitsToDouble(Long.parseUnsignedLong(tagged.get("bits").asText(), 16)), actual);
            case "numeric" -> sameNumeric(v.asText(), actual);
            case "text" -> v.asText().equals(actual);
            case "bytea" -> actual instanceof byte[] bytes && HexFormat.of().formatHex(bytes).equals(v.asText());
            case "uuid" -> actual instanceof UUID && actual.equals(UUID.fromString(v.asText()));
            case "inet" -> actual instanceof Inet && actual.equals(Inet.parse(v.asText()));
            case "cidr" -> actual instanceof Cidr && actual.equals(Cidr.parse(v.asText()));
            case "json" -> actual instanceof Json json && JsonMeaning.same(v, json.text());
            case "list", "tuple" -> actual instanceof List<?> list && sameAll(v, list);
            case "composite" -> actual instanceof PgComposite composite && sameComposite(tagged, composite);
            case "range" -> actual instanceof Range<?> range && sameRange(tagged, range);
            case "hstore" -> actual instanceof Map<?, ?> map && map.equals(pairs(v));
            case "interval" -> actual instanceof PgInterval interval && micros(interval).toString().equals(v.asText());
            default -> sameTime(tagged.get("t").asText(), v.asText(), actual);
        };
    }

    /** As {@link #same}, where any value with a type of its own stands for a recorded text (rule D6). */
    static boolean typed(JsonNode tagged, Object actual) {
        return switch (tagged.get("t").asText()) {
            case "text" -> actual != null && !(actual instanceof String) || same(tagged, actual);
            case "list" -> {
                boolean all = actual instanceof List<?> list && list.size() == tagged.get("v").size();
                for (int i = 0; all && i < tagged.get("v").size(); i++) {
                    all = typed(tagged.get("v").get(i), ((List<?>) actual).get(i));
                }
                yield all;
            }
            default -> same(tagged, actual);
        };
    }

    private static boolean integral(Object actual) {
        return actual instanceof Long || actual instanceof Integer || actual instanceof Short || actual instanceof BigInteger;
    }

    /** A float4 was recorded as the double that its text gives. */
    private static boolean sameFloat(double recorded, Object actual) {
        if (actual instanceof Float single) {
            return Float.floatToIntBits((float) recorded) == Float.floatToIntBits(single);
        }
        return actual instanceof Double exact && Double.doubleToLongBits(recorded) == Double.doubleToLongBits(exact);
    }

    private static boolean sameNumeric(String recorded, Object actual) {
        if (actual instanceof BigDecimal) {
            return !recorded.endsWith("NaN") && !recorded.endsWith("Infinity") && actual.equals(new BigDecimal(recorded));
        }
        return actual != null && actual.toString().equals(recorded);
    }

    private static boolean sameAll(JsonNode recorded, List<?> actual) {
        if (recorded.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < recorded.size(); i++) {
            if (!same(recorded.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameComposite(JsonNode recorded, PgComposite actual) {
        List<String> names = new ArrayList<>();
        recorded.get("fields").forEach(field -> names.add(field.asText()));
        return actual.names().equals(names) && sameAll(recorded.get("v"), actual.values());
    }

    private static boolean sameRange(JsonNode recorded, Range<?> actual) {
        if (recorded.path("empty").asBoolean() || actual.isEmpty()) {
            return recorded.path("empty").asBoolean() && actual.isEmpty();
        }
        String bounds = recorded.get("bounds").asText();
        return sameBound(recorded.get("lower"), bounds.startsWith("["), actual.lower(), actual.isLowerInclusive())
                && sameBound(recorded.get("upper"), bounds.endsWith("]"), actual.upper(), actual.isUpperInclusive());
    }

    private static boolean sameBound(JsonNode recorded, boolean inclusive, Optional<?> actual, boolean actualInclusive) {
        boolean unbounded = recorded == null || recorded.isNull() || recorded.path("t").asText().equals("null");
        return unbounded ? actual.isEmpty()
                : actual.isPresent() && inclusive == actualInclusive && same(recorded, actual.get());
    }

    private static Map<String, String> pairs(JsonNode recorded) {
        Map<String, String> pairs = new LinkedHashMap<>();
        recorded.forEach(pair -> pairs.put(pair.get(0).asText(), pair.get(1).asText(null)));
        return pairs;
    }

    /** All of an interval as psycopg counts it: a year of 365 days, a month of 30. */
    private static BigInteger micros(PgInterval interval) {
        long days = (long) (interval.months() / MONTHS_PER_YEAR) * DAYS_PER_YEAR
                + (long) (interval.months() % MONTHS_PER_YEAR) * DAYS_PER_MONTH + interval.days();
        return BigInteger.valueOf(days).multiply(BigInteger.valueOf(MICROS_PER_DAY))
                .add(BigInteger.valueOf(interval.micros()));
    }

    private static boolean sameTime(String tag, String recorded, Object actual) {
        return switch (tag) {
            case "date" -> LocalDate.parse(recorded).equals(actual);
            case "timestamp" -> LocalDateTime.parse(recorded).equals(actual);
            case "timestamptz" -> sameInstant(OffsetDateTime.parse(recorded).toInstant(), actual);
            case "time" -> LocalTime.parse(recorded)
                    .equals(actual instanceof PgTime time && time.micros() < PgTime.MICROS_PER_DAY
                            ? time.toLocalTime()
                            : actual);
            case "timetz" -> OffsetTime.parse(recorded).equals(
                    actual instanceof PgTimeTz time && time.time().micros() < PgTime.MICROS_PER_DAY ? time.toOffsetTime()
                            : actual);
            default -> throw new IllegalArgumentException("no comparison with a " + tag);
        };
    }

    private static boolean sameInstant(Instant recorded, Object actual) {
        return recorded.equals(actual instanceof OffsetDateTime time ? time.toInstant() : actual);
    }
}
