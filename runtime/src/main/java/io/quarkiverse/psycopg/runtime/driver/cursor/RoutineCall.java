package io.quarkiverse.psycopg.runtime.driver.cursor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.cursor.Routine.Parameter;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.sql.Quoting;

/**
 * One call of a function or procedure: the statement that makes it, and what it gives back in place of its arguments.
 * <p>
 * A function is called by {@code SELECT * FROM name(…)}, a procedure by {@code CALL name(…)}. Arguments come by position or by
 * name. Output parameters may be passed, as DB-API has it, or left out.
 */
public final class RoutineCall {

    private final RoutineName name;
    private final Args args;
    private final PlaceholderStyle style;
    private Routine routine;
    /** Whether the routine takes such arguments; else the server says what is wrong. */
    private boolean fits;
    /** Whether an entry of {@code args} stands for each parameter, output parameters included. */
    private boolean outputsPassed;

    /**
     * @throws ProgrammingException where the name is none
     */
    public RoutineCall(String name, Args args, PlaceholderStyle style) {
        this.name = RoutineName.parse(name);
        this.args = args;
        this.style = style;
    }

    /** The statement that finds the routines of that name, with its arguments in {@link #catalogArgs()}. */
    public String catalogQuery() {
        return Routine.CATALOG;
    }

    public Object[] catalogArgs() {
        return new Object[] { name.name(), name.schema().orElse(null) };
    }

    /** Chooses among the rows of {@link #catalogQuery()}: whichever takes such arguments, a function before a procedure. */
    public void choose(List<Row> candidates) {
        List<Routine> routines = candidates.stream().map(Routine::of).toList();
        for (boolean procedure : new boolean[] { false, true }) {
            for (boolean all : new boolean[] { false, true }) {
                for (Routine candidate : routines) {
                    if (routine == null && candidate.procedure() == procedure && takes(candidate, all)) {
                        routine = candidate;
                        outputsPassed = all;
                        fits = true;
                    }
                }
            }
        }
        if (routine == null && !routines.isEmpty() && routines.stream().allMatch(Routine::procedure)) {
            routine = routines.get(0);
        }
    }

    private boolean takes(Routine candidate, boolean withOutputs) {
        if (args instanceof Args.Named named) {
            return withOutputs && named.values().keySet().stream()
                    .allMatch(key -> candidate.parameters().stream().anyMatch(p -> p.name().equals(key)));
        }
        int given = args instanceof Args.Positional positional ? positional.values().size() : 0;
        return given == (withOutputs ? candidate.parameters().size() : candidate.inputs());
    }

    /** The call as a template for {@link #args()}. */
    public String template() {
        List<String> items = new ArrayList<>();
        if (args instanceof Args.Named named) {
            named.values().keySet().stream().filter(key -> !isDropped(key)).forEach(
                    key -> items.add(isOutputOnly(key) ? quoted(key) + ":=NULL" : quoted(key) + ":=" + mark(count(items) + 1)));
            missingOutputs(named).forEach(key -> items.add(quoted(key) + ":=NULL"));
        } else if (fits && isProcedure() && routine.hasOutputs()) {
            int next = 1;
            for (Parameter parameter : routine.parameters()) {
                items.add(parameter.in() ? mark(next++) : "NULL");
            }
        } else {
            inputs().forEach(value -> items.add(mark(items.size() + 1)));
        }
        String text = style == PlaceholderStyle.PYFORMAT && !inputs().isEmpty() ? name.text().replace("%", "%%") : name.text();
        return (isProcedure() ? "CALL " : "SELECT * FROM ") + text + "(" + String.join(",", items) + ")";
    }

    private static int count(List<String> items) {
        return (int) items.stream().filter(item -> !item.endsWith(":=NULL")).count();
    }

    private String quoted(String parameter) {
        String quoted = Quoting.identifier(parameter);
        return style == PlaceholderStyle.PYFORMAT && !inputs().isEmpty() ? quoted.replace("%", "%%") : quoted;
    }

    private String mark(int number) {
        return style == PlaceholderStyle.PYFORMAT ? "%s" : "$" + number;
    }

    /** The values for the template's placeholders. */
    public Args args() {
        List<Object> inputs = inputs();
        return inputs.isEmpty() ? Args.none() : Args.positional(inputs);
    }

    private List<Object> inputs() {
        List<Object> inputs = new ArrayList<>();
        if (args instanceof Args.Named named) {
            named.values().forEach((key, value) -> {
                if (!isDropped(key) && !isOutputOnly(key)) {
                    inputs.add(value);
                }
            });
        } else if (args instanceof Args.Positional positional) {
            for (int i = 0; i < positional.values().size(); i++) {
                if (!outputsPassed || routine.parameters().get(i).in()) {
                    inputs.add(positional.values().get(i));
                }
            }
        }
        return inputs;
    }

    private boolean isProcedure() {
        return routine != null && routine.procedure();
    }

    private boolean isOutputOnly(String key) {
        return routine != null && routine.parameters().stream().anyMatch(p -> p.name().equals(key) && !p.in());
    }

    /** A function takes no argument for an output parameter. */
    private boolean isDropped(String key) {
        return !isProcedure() && isOutputOnly(key);
    }

    /** A procedure wants an argument for each output parameter. */
    private List<String> missingOutputs(Args.Named named) {
        return !isProcedure() ? List.of()
                : routine.parameters().stream().filter(p -> !p.in() && !named.values().containsKey(p.name()))
                        .map(Parameter::name).toList();
    }

    /**
     * The arguments after the call: in and out parameters replaced with the values that the routine gave them, all others as
     * they were. A routine that returns a set changes none; its rows are the cursor's result.
     */
    public Args result(ResultSet result) {
        if (!fits || routine.returnsSet() || !routine.hasOutputs() || result.rows().size() != 1) {
            return args;
        }
        Row row = result.rows().get(0);
        return args instanceof Args.Named named ? Args.named(byName(named.values(), row))
                : args instanceof Args.Positional positional ? Args.positional(byPosition(positional.values(), row)) : args;
    }

    private Map<String, Object> byName(Map<String, Object> before, Row row) {
        Map<String, Object> after = new LinkedHashMap<>(before);
        int column = 0;
        for (Parameter parameter : routine.parameters()) {
            if (parameter.out() && column < row.size()) {
                String key = parameter.name().isEmpty() ? row.columns().get(column).name() : parameter.name();
                after.put(key, row.get(column++));
            }
        }
        return after;
    }

    private List<Object> byPosition(List<Object> before, Row row) {
        List<Object> after = new ArrayList<>(before);
        int column = 0;
        int position = 0;
        for (Parameter parameter : routine.parameters()) {
            boolean passed = outputsPassed || parameter.in();
            if (parameter.out() && column < row.size()) {
                Object value = row.get(column++);
                if (passed && position < after.size()) {
                    after.set(position, value);
                }
            }
            position += passed ? 1 : 0;
        }
        return after;
    }
}
