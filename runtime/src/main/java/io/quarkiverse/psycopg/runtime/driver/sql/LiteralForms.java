package io.quarkiverse.psycopg.runtime.driver.sql;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import io.quarkiverse.psycopg.AsIs;
import io.quarkiverse.psycopg.Binary;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.QuotedString;
import io.quarkiverse.psycopg.types.AsJson;
import io.vertx.core.buffer.Buffer;

/**
 * The driver's own literals: which class of value is written in which form. The types of the values are those that psycopg's
 * literals have: a number without a cast, a string as {@code unknown}, what needs its type with a cast.
 */
final class LiteralForms {

    private static final Map<Class<?>, BiConsumer<Object, LiteralWriter>> EXACT = table();

    private LiteralForms() {
    }

    private static Map<Class<?>, BiConsumer<Object, LiteralWriter>> table() {
        LiteralTable table = new LiteralTable();
        scalars(table);
        wrappers(table);
        TemporalLiterals.addTo(table);
        TypeLiterals.addTo(table);
        return table.toMap();
    }

    /** Whether the driver has a form for exactly this class, which an adapter for a supertype does not replace. */
    static boolean isExact(Class<?> type) {
        return EXACT.containsKey(type);
    }

    static void write(Object value, LiteralWriter out) {
        if (value == null) {
            out.raw("NULL");
            return;
        }
        BiConsumer<Object, LiteralWriter> form = EXACT.get(value.getClass());
        if (form != null) {
            form.accept(value, out);
        } else if (!writeBySupertype(value, out)) {
            throw Adaptation.unknown(value);
        }
    }

    private static boolean writeBySupertype(Object value, LiteralWriter out) {
        if (value instanceof CharSequence text) {
            out.string(text.toString());
        } else if (value instanceof BigDecimal number) {
            out.number(number.toString());
        } else if (value instanceof Enum<?> constant) {
            out.string(constant.name());
        } else if (value instanceof Buffer buffer) {
            out.bytes(buffer.getBytes());
        } else if (value instanceof List<?> || value.getClass().isArray()) {
            ArrayLiterals.write(elements(value), out);
        } else if (value instanceof Map<?, ?> map) {
            HstoreLiterals.write(map, out);
        } else {
            return TypeLiterals.writeBySupertype(value, out);
        }
        return true;
    }

    /** The elements of a list or an array of Java. */
    static List<?> elements(Object listOrArray) {
        if (listOrArray instanceof List<?> list) {
            return list;
        }
        Object[] elements = new Object[Array.getLength(listOrArray)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Array.get(listOrArray, i);
        }
        return Arrays.asList(elements);
    }

    private static void scalars(LiteralTable table) {
        table.add(Boolean.class, (v, out) -> out.raw(v ? "true" : "false"));
        for (Class<? extends Number> type : List.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class,
                AtomicInteger.class, AtomicLong.class, BigDecimal.class)) {
            table.add(type, (v, out) -> out.number(v.toString()));
        }
        table.add(Float.class, FloatLiterals::write);
        table.add(Double.class, FloatLiterals::write);
        table.add(String.class, (v, out) -> out.string(v));
        table.add(Character.class, (v, out) -> out.string(v.toString()));
        table.add(byte[].class, (v, out) -> out.bytes(v));
        table.add(UUID.class, (v, out) -> out.typed(v.toString(), "uuid"));
    }

    private static void wrappers(LiteralTable table) {
        table.add(AsIs.class, (v, out) -> out.sql(v.text()));
        table.add(QuotedString.class, (v, out) -> out.string(v.value()));
        table.add(Binary.class, (v, out) -> v.bytes().ifPresentOrElse(out::bytes, () -> out.raw("NULL")));
        table.add(PgTuple.class, LiteralForms::tuple);
        table.add(AsJson.class, (v, out) -> out.json(v.value()));
        table.add(Optional.class, (v, out) -> out.value(v.orElse(null)));
        table.add(OptionalInt.class, (v, out) -> out.value(v.isPresent() ? v.getAsInt() : null));
        table.add(OptionalLong.class, (v, out) -> out.value(v.isPresent() ? v.getAsLong() : null));
        table.add(OptionalDouble.class, (v, out) -> out.value(v.isPresent() ? v.getAsDouble() : null));
    }

    private static void tuple(PgTuple value, LiteralWriter out) {
        if (value.values().isEmpty()) {
            throw Statement.emptyTuple();
        }
        String separator = "(";
        for (Object element : value.values()) {
            out.raw(separator).value(element);
            separator = ", ";
        }
        out.raw(")");
    }
}
