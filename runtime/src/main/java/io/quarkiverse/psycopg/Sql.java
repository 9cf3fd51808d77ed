package io.quarkiverse.psycopg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQL put together from text, names, values and placeholders, for what parameters cannot express: names of tables and columns,
 * DDL, SET, NOTIFY. Immutable; usable from any thread. Source: psycopg2.sql, SQL string composition.
 *
 * <pre>{@code
 * Sql.text("SELECT {} FROM {} WHERE id = %s").format(Sql.identifier("name"), Sql.identifier("shop", "orders"))
 * }</pre>
 *
 * {@code toString} shows the structure, never a value.
 */
public sealed interface Sql permits Sql.Text, Sql.Identifier, Sql.Literal, Sql.Placeholder, Sql.Composed {

    /** The key word {@code NULL}. */
    Text NULL = new Text("NULL");

    /** The key word {@code DEFAULT}. */
    Text DEFAULT = new Text("DEFAULT");

    /** Text of SQL as it is, with {@code {}} where {@link Text#format} puts other parts. Never text that a user has entered. */
    static Text text(String sql) {
        return new Text(sql);
    }

    /** A name, quoted: {@code identifier("shop", "orders")} is {@code "shop"."orders"}. */
    static Identifier identifier(String... parts) {
        return new Identifier(Arrays.asList(parts));
    }

    /** A value, written as a literal when the SQL is composed. */
    static Literal literal(Object value) {
        return new Literal(value);
    }

    /** The placeholder {@code %s}. */
    static Placeholder placeholder() {
        return new Placeholder("");
    }

    /** The placeholder {@code %(name)s}. */
    static Placeholder placeholder(String name) {
        if (name.isEmpty()) {
            throw new ProgrammingException("expected a name for a placeholder, got an empty one: placeholder() has none");
        }
        return new Placeholder(name);
    }

    /** These parts one after the other, nothing in between. */
    static Composed composed(Sql... parts) {
        return new Composed(Arrays.asList(parts));
    }

    /** These parts one after the other, nothing in between. */
    static Composed composed(Iterable<? extends Sql> parts) {
        List<Sql> list = new ArrayList<>();
        parts.forEach(list::add);
        return new Composed(list);
    }

    /** The SQL as text. */
    default String asString(SqlContext context) {
        return context.compose(this);
    }

    /** This SQL and another behind it. */
    default Composed then(Sql next) {
        List<Sql> parts = new ArrayList<>(this instanceof Composed first ? first.parts() : List.of(this));
        parts.addAll(next instanceof Composed second ? second.parts() : List.of(next));
        return new Composed(parts);
    }

    /** This SQL so many times; {@code text(", ").join(placeholder().repeat(3))} is {@code %s, %s, %s}. */
    default Composed repeat(int times) {
        return new Composed(Collections.nCopies(times, this));
    }

    /** Text of SQL. */
    record Text(String sql) implements Sql {

        public Text {
            requirePart(sql, "a text of SQL");
        }

        /**
         * This text with {@code {}} or {@code {0}} replaced by the parts, first to last or by number. <code>{{</code> and
         * <code>}}</code> are braces.
         */
        public Composed format(Sql... parts) {
            return SqlTemplate.format(sql, Arrays.asList(parts), Map.of());
        }

        /** This text with {@code {name}} replaced by the parts of these names. */
        public Composed format(Map<String, ? extends Sql> parts) {
            return SqlTemplate.format(sql, List.of(), parts);
        }

        /** This text with {@code {}} replaced by position and {@code {name}} by name. */
        public Composed format(List<? extends Sql> parts, Map<String, ? extends Sql> named) {
            return SqlTemplate.format(sql, parts, named);
        }

        /** The parts with this text between each two. */
        public Composed join(Iterable<? extends Sql> parts) {
            List<Sql> joined = new ArrayList<>();
            for (Sql part : parts) {
                if (!joined.isEmpty()) {
                    joined.add(this);
                }
                joined.add(requirePart(part, "a part"));
            }
            return new Composed(joined);
        }

        /** The parts of a composition with this text between each two. */
        public Composed join(Composed parts) {
            return join(parts.parts());
        }

        /** The parts with this text between each two. */
        public Composed join(Sql... parts) {
            return join(Arrays.asList(parts));
        }
    }

    /** A name of one or several parts. */
    record Identifier(List<String> parts) implements Sql {

        public Identifier {
            parts = copy(parts, "an identifier's part");
            if (parts.isEmpty()) {
                throw new ProgrammingException("expected an identifier of at least one part, got none");
            }
        }
    }

    /** A value of any class that has a literal, null included. */
    record Literal(Object value) implements Sql {

        @Override
        public String toString() {
            return "Literal[" + (value == null ? "null" : value.getClass().getName()) + "]";
        }
    }

    /** A placeholder for an argument; the name is empty where it goes by position. */
    record Placeholder(String name) implements Sql {

        public Placeholder {
            if (requirePart(name, "a placeholder's name").indexOf(')') >= 0 || name.indexOf('%') >= 0) {
                throw new ProgrammingException("expected a placeholder's name without ')' and '%', got \"" + name + "\"");
            }
        }

        /** {@code %s} or {@code %(name)s}. */
        public String text() {
            return name.isEmpty() ? "%s" : "%(" + name + ")s";
        }
    }

    /** Parts one after the other. */
    record Composed(List<Sql> parts) implements Sql {

        public Composed {
            parts = copy(parts, "a part");
        }

        /** These parts with a separator between each two. */
        public Composed join(String separator) {
            return new Text(separator).join(parts);
        }

        /** These parts with a separator between each two. */
        public Composed join(Text separator) {
            return separator.join(parts);
        }
    }

    private static <T> List<T> copy(List<? extends T> parts, String what) {
        for (T part : parts) {
            requirePart(part, what);
        }
        return List.copyOf(parts);
    }

    private static <T> T requirePart(T part, String what) {
        if (part == null) {
            throw new ProgrammingException("expected " + what + ", got null: SQL's NULL is Sql.NULL");
        }
        return part;
    }
}
