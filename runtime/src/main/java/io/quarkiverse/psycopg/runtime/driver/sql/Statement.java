package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * A statement whose placeholders were found once. Immutable; bound to arguments any number of times, from any thread.
 */
final class Statement {

    /** A Bind message counts its parameters in an unsigned int16. Source: PostgreSQL documentation 54.7, Message Formats. */
    static final int MAX_PARAMETERS = 65_535;

    private final PlaceholderStyle style;
    private final String sql;
    private final List<String> fragments;
    private final int[] slots;
    private final int parameters;
    private final List<String> names;
    private final boolean foreignParameters;
    private final String utility;

    /**
     * @param sql the text with {@code $1} to {@code $n} in place of the placeholders
     * @param fragments the text around the placeholders, one more than there are placeholders
     * @param slots which parameter, from 0, each placeholder stands for
     * @param parameters how many arguments the statement takes
     * @param names the arguments' names in the order of the parameters, empty where they have none
     * @param foreignParameters whether the text has a {@code $1} of its own beside psycopg's placeholders
     * @param utility the statement's key word, if the server takes no parameters in it; else empty
     */
    Statement(PlaceholderStyle style, String sql, List<String> fragments, int[] slots, int parameters, List<String> names,
            boolean foreignParameters, String utility) {
        this.style = style;
        this.sql = sql;
        this.fragments = List.copyOf(fragments);
        this.slots = slots;
        this.parameters = parameters;
        this.names = List.copyOf(names);
        this.foreignParameters = foreignParameters;
        this.utility = utility;
    }

    /**
     * The statement with these arguments, adapted, each tuple spread over parameters of its own.
     *
     * @throws ProgrammingException where the arguments do not fit the placeholders, a tuple is empty, or there are more than
     *         65,535 values
     */
    BoundSql bind(Args args, BoundValues adaptation) {
        List<Object> values = arguments(args);
        if (foreignParameters && (values.size() > 0 || argumentCount(args) > 0)) {
            throw new ProgrammingException("expected %s or %(name)s placeholders, found a $n placeholder: "
                    + "write %s, or choose the placeholder style NUMERIC");
        }
        if (values.size() > 0 && !utility.isEmpty()) {
            throw new ProgrammingException("expected a statement that takes parameters, got " + utility
                    + ", in which PostgreSQL knows none: compose it with Sql, or write its arguments out with mogrify");
        }
        List<Object> bound = adapted(values, adaptation);
        for (int i = 0; i < bound.size(); i++) {
            if (bound.get(i) instanceof PgTuple) {
                return expand(bound);
            }
        }
        if (bound.size() > MAX_PARAMETERS) {
            throw tooManyParameters(bound.size());
        }
        return new BoundSql(sql, bound);
    }

    /** The list itself where its values need nothing: arguments are copies already. */
    private static List<Object> adapted(List<Object> values, BoundValues adaptation) {
        Object[] changed = null;
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            Object adapted = adaptation.value(value);
            if (adapted != value) {
                changed = changed == null ? values.toArray() : changed;
                changed[i] = adapted;
            }
        }
        return changed == null ? values : Arrays.asList(changed);
    }

    /** The text around the placeholders. */
    List<String> fragments() {
        return fragments;
    }

    /** Which of the {@link #arguments(Args)} the placeholder of this index takes. */
    int slot(int placeholder) {
        return slots[placeholder];
    }

    /** One argument for each parameter, checked to fit. */
    List<Object> arguments(Args args) {
        if (args instanceof Args.Positional positional) {
            return positional(positional.values());
        }
        if (args instanceof Args.Named named) {
            return named(named.values());
        }
        return List.of();
    }

    private static int argumentCount(Args args) {
        return args instanceof Args.Positional positional ? positional.values().size() : 0;
    }

    private List<Object> positional(List<Object> values) {
        if (!names.isEmpty()) {
            throw new ProgrammingException("expected arguments by name for %(" + names.get(0)
                    + ")s, got arguments by position: pass Args.named(…), or write %s");
        }
        if (values.size() != parameters) {
            throw wrongCount(values.size());
        }
        return values;
    }

    private List<Object> named(Map<String, Object> values) {
        if (names.isEmpty() && parameters > 0) {
            String way = style == PlaceholderStyle.PYFORMAT ? "write %(name)s" : "choose the placeholder style PYFORMAT";
            throw new ProgrammingException("expected arguments by position for " + placeholder()
                    + ", got arguments by name: pass Args.of(…), or " + way);
        }
        Object[] result = new Object[names.size()];
        for (int i = 0; i < result.length; i++) {
            String name = names.get(i);
            Object value = values.get(name);
            if (value == null && !values.containsKey(name)) {
                throw new ProgrammingException("expected an argument named \"" + name + "\" for %(" + name
                        + ")s, got the names " + values.keySet() + ": add it, even if it is null");
            }
            result[i] = value;
        }
        return Arrays.asList(result);
    }

    private ProgrammingException wrongCount(int given) {
        String counts = "expected " + parameters + (parameters == 1 ? " argument" : " arguments") + " for the " + placeholder()
                + " placeholders, got " + given;
        if (style == PlaceholderStyle.PYFORMAT && foreignParameters) {
            return new ProgrammingException(counts
                    + ": the statement has $n placeholders; write %s, or choose the placeholder style NUMERIC");
        }
        if (style == PlaceholderStyle.NUMERIC && parameters == 0 && (sql.contains("%s") || sql.contains("%("))) {
            return new ProgrammingException(counts
                    + ": the statement has %s or %(name)s placeholders; write $1, or choose the placeholder style PYFORMAT");
        }
        return new ProgrammingException(
                counts + (given < parameters ? ": pass one for each placeholder" : ": drop those that have no placeholder"));
    }

    private String placeholder() {
        return style == PlaceholderStyle.PYFORMAT ? "%s" : "$n";
    }

    private static ProgrammingException tooManyParameters(int count) {
        return new ProgrammingException("expected at most " + MAX_PARAMETERS + " parameters, got " + count
                + ": pass a list as one array parameter (= ANY(%s)), or use COPY");
    }

    private BoundSql expand(List<Object> values) {
        String[] texts = new String[values.size()];
        List<Object> flat = new ArrayList<>(values.size() + 8);
        for (int i = 0; i < values.size(); i++) {
            StringBuilder text = new StringBuilder();
            append(values.get(i), text, flat);
            texts[i] = text.toString();
        }
        if (flat.size() > MAX_PARAMETERS) {
            throw tooManyParameters(flat.size());
        }
        StringBuilder expanded = new StringBuilder(fragments.get(0));
        for (int i = 0; i < slots.length; i++) {
            expanded.append(texts[slots[i]]).append(fragments.get(i + 1));
        }
        return new BoundSql(expanded.toString(), flat);
    }

    private static void append(Object value, StringBuilder text, List<Object> flat) {
        if (!(value instanceof PgTuple tuple)) {
            flat.add(value);
            text.append('$').append(flat.size());
            return;
        }
        if (tuple.values().isEmpty()) {
            throw emptyTuple();
        }
        char separator = '(';
        for (Object element : tuple.values()) {
            text.append(separator);
            append(element, text, flat);
            separator = ',';
        }
        text.append(')');
    }

    static ProgrammingException emptyTuple() {
        return new ProgrammingException("expected a PgTuple of at least one element, got an empty one: PostgreSQL has no "
                + "empty IN (); leave the condition out, or pass a list to = ANY(%s)");
    }

    /** Shows the text, which holds no values. */
    @Override
    public String toString() {
        return "Statement[" + sql + "]";
    }
}
