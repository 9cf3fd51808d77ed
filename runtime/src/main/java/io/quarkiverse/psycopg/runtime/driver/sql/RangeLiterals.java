package io.quarkiverse.psycopg.runtime.driver.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.types.Multirange;
import io.quarkiverse.psycopg.types.PgNumeric;
import io.quarkiverse.psycopg.types.Range;

/**
 * Ranges and multiranges. Those of dates and timestamps name their type, as psycopg's do; others are strings, because a number
 * does not tell which of {@code int4range}, {@code int8range} and {@code numrange} is meant. Source: PostgreSQL documentation
 * 8.17.
 */
final class RangeLiterals {

    private static final Map<Class<?>, String> TYPES = Map.of(LocalDate.class, "date", LocalDateTime.class, "ts",
            OffsetDateTime.class, "tstz", Instant.class, "tstz", ZonedDateTime.class, "tstz");

    private RangeLiterals() {
    }

    static void range(Range<?> value, LiteralWriter out) {
        String type = type(value);
        if (type.isEmpty()) {
            out.string(text(value));
            return;
        }
        out.raw(type).raw("range(").value(value.lower().orElse(null)).raw(", ").value(value.upper().orElse(null)).raw(", '")
                .raw(value.isLowerInclusive() ? "[" : "(").raw(value.isUpperInclusive() ? "]" : ")").raw("')");
    }

    static void multirange(Multirange<?> value, LiteralWriter out) {
        String type = value.ranges().stream().map(RangeLiterals::type).filter(name -> !name.isEmpty()).findFirst().orElse("");
        if (type.isEmpty()) {
            out.string(value.ranges().stream().map(RangeLiterals::text).collect(Collectors.joining(",", "{", "}")));
            return;
        }
        String separator = type + "multirange(";
        for (Range<?> range : value.ranges()) {
            out.raw(separator);
            range(range, out);
            separator = ", ";
        }
        out.raw(")");
    }

    /** What the range type's name begins with; empty where the bounds do not tell. */
    private static String type(Range<?> range) {
        Optional<?> bound = range.lower().isPresent() ? range.lower() : range.upper();
        return bound.map(b -> TYPES.getOrDefault(b.getClass(), "")).orElse("");
    }

    private static String text(Range<?> range) {
        if (range.isEmpty()) {
            return "empty";
        }
        return (range.isLowerInclusive() ? "[" : "(") + range.lower().map(RangeLiterals::bound).orElse("") + ","
                + range.upper().map(RangeLiterals::bound).orElse("") + (range.isUpperInclusive() ? "]" : ")");
    }

    private static String bound(Object bound) {
        if (bound instanceof Double number) {
            return Double.isFinite(number) ? signed(FloatLiterals.text(number)) : number.toString();
        }
        if (bound instanceof PgNumeric number && !number.isFinite()) {
            return number.toString();
        }
        if (bound instanceof PgNumeric number) {
            return signed(number.toBigDecimal().toString());
        }
        if (bound instanceof Float number) {
            return Float.isFinite(number) ? signed(FloatLiterals.text(number)) : number.toString();
        }
        if (bound instanceof Number && LiteralForms.isExact(bound.getClass())) {
            return signed(bound.toString());
        }
        if (bound instanceof CharSequence || TypeLiterals.hasText(bound)) {
            return '"' + bound.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        throw Adaptation.unknown(bound);
    }

    /** psycopg puts a space before a negative bound, which the server skips. */
    private static String signed(String digits) {
        return digits.startsWith("-") ? " " + digits : digits;
    }
}
