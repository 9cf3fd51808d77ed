package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ColumnDescription;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.Json;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * Runs the steps of one case on one connection. A step is right when its result, its error and the state after it are the
 * recorded ones, or when a rule that is about such a step holds.
 */
final class CursorScript {

    /** A step whose arguments cannot be written in Java (rule D22). */
    private static final class NotJava extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What a function of a script throws on purpose. */
    private static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Set<String> BINDING = Set.of("execute", "executemany", "callproc", "mogrify");

    private final PgConnection connection;
    private final Map<String, PgCursor> cursors = new HashMap<>();
    private final Map<String, RowMapper<?>> mappers = new HashMap<>();
    private final List<String> rules = new ArrayList<>();
    private final List<Object> shown = new ArrayList<>();
    private boolean copyRefused;

    CursorScript(PgConnection connection) {
        this.connection = connection;
    }

    Verdict judge(JsonNode steps) {
        for (int i = 0; i < steps.size(); i++) {
            String wrong = step(steps.get(i));
            if (wrong != null) {
                return Verdict.fail("step " + i + " " + steps.get(i).get("op") + ": " + wrong + "; before: " + shown);
            }
        }
        return rules.isEmpty() ? Verdict.pass(shown) : Verdict.difference(strongest(), shown);
    }

    /** The rule of the names stands for the case only where no other does. */
    private String strongest() {
        return rules.stream().filter(rule -> !rule.equals("D20")).findFirst().orElse("D20");
    }

    private String step(JsonNode step) {
        Object actual;
        try {
            actual = perform(step);
            shown.add(actual instanceof Row row ? values(row) : actual);
        } catch (NotJava e) {
            rules.add("D22");
            return null;
        } catch (PgException | Boom e) {
            shown.add(e.getClass().getSimpleName());
            String wrong = failed(step, e);
            return wrong != null ? wrong : after(step);
        }
        String wrong = step.has("error") ? succeeded(step, actual) : result(step, actual);
        return wrong != null ? wrong : after(step);
    }

    private Object perform(JsonNode step) {
        String op = step.get("op").asText();
        JsonNode args = step.path("args");
        return step.get("obj").asText().startsWith("conn") ? onConnection(op, args, step)
                : onCursor(op, args, step, cursor(step));
    }

    private PgCursor cursor(JsonNode step) {
        return cursors.computeIfAbsent(step.get("obj").asText(), name -> connection.cursor());
    }

    private Object onConnection(String op, JsonNode args, JsonNode step) {
        switch (op) {
            case "cursor":
                cursors.put(step.get("as").asText(), make(args, step));
                return null;
            case "commit":
                return Oracle.await(connection.commit());
            case "rollback":
                return Oracle.await(connection.rollback());
            case "cancel":
                return Oracle.await(connection.cancel());
            case "reset":
                return Oracle.await(connection.reset());
            case "close":
                return Oracle.await(connection.close());
            case "status":
                return status();
            case "set":
                if (!args.get(0).asText().equals("autocommit") || !args.get(1).isBoolean()) {
                    throw new NotJava();
                }
                return Oracle.await(connection.autocommit(args.get(1).asBoolean()));
            case "get":
                return args.get(0).asText().equals("autocommit") ? connection.autocommit() : unknown(op + " " + args);
            case "with_raise":
                return Oracle.await(connection.inTransaction(inner -> inner.execute(args.get(0).asText())
                        .chain(() -> Uni.createFrom().failure(new Boom()))));
            case "with_commit":
                return Oracle.await(connection.inTransaction(inner -> inner.execute(args.get(0).asText()).replaceWithVoid()));
            default:
                return unknown(op);
        }
    }

    private static Object unknown(String op) {
        throw new IllegalStateException("the runner does not know " + op);
    }

    private PgCursor make(JsonNode args, JsonNode step) {
        CursorOptions.Builder options = CursorOptions.builder();
        JsonNode kwargs = step.path("kwargs");
        JsonNode name = args.size() > 0 ? args.get(0) : kwargs.path("name");
        if (name.isTextual()) {
            options.name(name.asText());
        }
        if (kwargs.path("scrollable").isBoolean()) {
            options.scrollable(kwargs.get("scrollable").asBoolean());
        }
        options.withHold(kwargs.path("withhold").asBoolean());
        mappers.put(step.get("as").asText(), kwargs.path("cursor_factory").asText().equals("RealDictCursor")
                ? Row::toMap
                : row -> row);
        return connection.cursor(options.build());
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("status", connection.status().name());
        status.put("transaction_status", connection.transactionStatus().name());
        status.put("closed", connection.isClosed() ? 1 : 0);
        return status;
    }

    private Object onCursor(String op, JsonNode args, JsonNode step, PgCursor cursor) {
        RowMapper<?> mapper = mappers.getOrDefault(step.get("obj").asText(), row -> row);
        switch (op) {
            case "execute":
                return Oracle.await(cursor.execute(args.get(0).asText(), Arguments.of(args.get(1), NotJava::new)));
            case "executemany":
                return Oracle.await(cursor.executeMany(args.get(0).asText(), Arguments.many(args.get(1), NotJava::new)));
            case "callproc":
                return Oracle.await(cursor.callProc(args.get(0).asText(), Arguments.of(args.get(1), NotJava::new)));
            case "mogrify":
                return cursor.mogrify(args.get(0).asText(), Arguments.of(args.get(1), NotJava::new));
            case "fetchone":
                return Oracle.await(cursor.fetchOne(mapper));
            case "fetchmany":
                return Oracle.await(cursor.fetchMany(mapper, size(args, step, cursor)));
            case "fetchall":
                return Oracle.await(cursor.fetchAll(mapper));
            case "next":
                return next(cursor, mapper);
            case "iter_all":
                return Oracle.await(cursor.rows(mapper).collect().asList());
            case "iter_all_rownumber":
                return Oracle.await(cursor.rows().map(row -> List.of(row.get(0), cursor.rowNumber())).collect().asList());
            case "scroll":
                return Oracle.await(cursor.scroll(integer(args.get(0)), mode(args, step)));
            case "nextset":
                return Oracle.await(cursor.nextSet());
            case "setinputsizes":
                cursor.setInputSizes(1, 2);
                return null;
            case "setoutputsize":
                cursor.setOutputSize(integer(args.get(0)));
                return null;
            case "callcast":
                return cursor.cast(args.get(0).asLong(), args.get(1).isNull() ? null : args.get(1).asText());
            case "close":
                return Oracle.await(cursor.close());
            case "get":
                return attribute(cursor, args.get(0).asText());
            case "set":
                return set(cursor, args.get(0).asText(), integer(args.get(1)));
            default:
                return unknown(op);
        }
    }

    private static int size(JsonNode args, JsonNode step, PgCursor cursor) {
        JsonNode size = args.size() > 0 ? args.get(0) : step.path("kwargs").path("size");
        return size.isMissingNode() || size.isNull() ? cursor.arraySize() : integer(size);
    }

    private static int integer(JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw new NotJava();
        }
        return value.asInt();
    }

    private static ScrollMode mode(JsonNode args, JsonNode step) {
        String mode = args.size() > 1 ? args.get(1).asText() : step.path("kwargs").path("mode").asText("relative");
        return switch (mode) {
            case "relative" -> ScrollMode.RELATIVE;
            case "absolute" -> ScrollMode.ABSOLUTE;
            default -> throw new NotJava();
        };
    }

    /** One step of an iteration: a row, or an empty Optional for the end. */
    private static Object next(PgCursor cursor, RowMapper<?> mapper) {
        AssertSubscriber<Object> one = cursor.<Object> rows(mapper::map).subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        long end = System.nanoTime() + Oracle.PATIENCE.toNanos();
        while (one.getItems().isEmpty() && one.getFailure() == null && !one.hasCompleted()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no row, no end, no failure");
            }
            Thread.onSpinWait();
        }
        if (one.getFailure() instanceof RuntimeException failure) {
            throw failure;
        }
        one.cancel();
        return one.getItems().isEmpty() ? Optional.empty() : one.getItems().get(0);
    }

    private static Object attribute(PgCursor cursor, String name) {
        return switch (name) {
            case "closed" -> cursor.isClosed();
            case "description" -> cursor.description().orElse(null);
            case "lastrowid" -> cursor.lastRowId();
            case "query" -> cursor.query().orElse("");
            case "rowcount" -> cursor.rowCount();
            case "rownumber" -> cursor.rowNumber();
            case "statusmessage" -> cursor.statusMessage().orElse(null);
            case "arraysize" -> cursor.arraySize();
            case "itersize" -> cursor.iterSize();
            case "name" -> cursor.name().orElse(null);
            case "scrollable" -> cursor.scrollable().orElse(null);
            case "withhold" -> cursor.withHold();
            default -> unknown("get " + name);
        };
    }

    private static Object set(PgCursor cursor, String name, int value) {
        switch (name) {
            case "arraysize" -> cursor.arraySize(value);
            case "itersize" -> cursor.iterSize(value);
            default -> unknown("set " + name);
        }
        return null;
    }

    /** A step that was recorded with a result. */
    private String result(JsonNode step, Object actual) {
        JsonNode expected = step.path("result");
        String op = step.get("op").asText();
        if (op.equals("status") && copyRefused && !expected.get("transaction_status").asText()
                .equals(connection.transactionStatus().name())) {
            return goesOn();
        }
        if (op.equals("status") && rules.contains("D42")) {
            return connection.transactionStatus() == TransactionStatus.IDLE ? null : "not rolled back";
        }
        if (op.equals("callproc") && actual instanceof Args.Named && expected.path("t").asText().equals("null")) {
            rules.add("D43");
            return actual.equals(Arguments.of(step.get("args").get(1), NotJava::new)) ? null : "changed " + actual;
        }
        if (op.equals("callcast") && !Shown.same(expected, actual)) {
            return castByServer(step, actual);
        }
        return Shown.same(expected, actual) ? null : "got " + actual + " in place of " + expected;
    }

    /** Rule D27: psycopg is left amid the COPY that it refuses. */
    private String goesOn() {
        rules.add("D27");
        boolean idle = connection.transactionStatus() == TransactionStatus.IDLE;
        int one = Oracle.await(connection.fetchOne("SELECT 1")).getInt(0);
        if (idle) {
            Oracle.await(connection.rollback());
        }
        return one == 1 ? null : "SELECT 1 gave " + one;
    }

    /** Rule D40: where psycopg reads a text otherwise than the server does, the server is right. */
    private String castByServer(JsonNode step, Object actual) {
        JsonNode args = step.get("args");
        String type = Oracle.await(connection.fetchOne("SELECT format_type(%s::oid, NULL)", args.get(0).asLong())).getString(0);
        Object value = Oracle.await(connection.fetchOne("SELECT %s::text::" + type, args.get(1).asText())).get(0);
        Oracle.await(connection.rollback());
        rules.add("D40");
        return value.equals(actual) ? null : "got " + actual + ", the server reads " + value;
    }

    private String refusedByServerToo(JsonNode step, RuntimeException failure) {
        JsonNode args = step.get("args");
        String type = Oracle.await(connection.fetchOne("SELECT format_type(%s::oid, NULL)", args.get(0).asLong())).getString(0);
        rules.add("D40");
        try {
            Object value = Oracle.await(connection.fetchOne("SELECT %s::text::" + type, args.get(1).asText())).get(0);
            return failure + ", the server reads " + value;
        } catch (DataException e) {
            return null;
        } finally {
            Oracle.await(connection.rollback());
        }
    }

    /** A step that was recorded with an error gave a result. */
    private String succeeded(JsonNode step, Object actual) {
        String op = step.get("op").asText();
        String error = step.get("error").get("class").asText();
        if (op.equals("next") && error.equals("StopIteration")) {
            return actual.equals(Optional.empty()) ? null : "got " + actual + " behind the end";
        }
        if (op.equals("nextset")) {
            rules.add("D23");
            return Boolean.FALSE.equals(actual) ? null : "there is no further result, got " + actual;
        }
        if (op.equals("close") && cursor(step).name().isPresent()) {
            rules.add("D12");
            return cursor(step).isClosed() ? null : "not closed";
        }
        if (op.equals("callcast")) {
            return castWithoutError(step, actual);
        }
        if (op.startsWith("fetch") && error.equals("ValueError") && actual instanceof Row row) {
            rules.add("D41");
            return row.columns().stream().allMatch(column -> row.get(column.name()) != null) ? null : "a name was not found";
        }
        return "got " + actual + " in place of " + step.get("error");
    }

    /** Rule D40: what the server reads is no error; json is text until somebody reads it as a tree. */
    private String castWithoutError(JsonNode step, Object actual) {
        if (actual instanceof Json json) {
            rules.add("D40");
            return json.text().equals(step.get("args").get(1).asText()) ? null : "another text";
        }
        return castByServer(step, actual);
    }

    /** A step failed. */
    private String failed(JsonNode step, RuntimeException failure) {
        if (!step.has("error")) {
            return step.get("op").asText().equals("callcast") ? refusedByServerToo(step, failure) : failure.toString();
        }
        JsonNode error = step.get("error");
        String op = step.get("op").asText();
        String name = error.get("class").asText();
        if (failure instanceof Boom) {
            return name.equals("ValueError") && error.get("message").asText().equals("boom") ? null : "expected " + error;
        }
        PgException known = (PgException) failure;
        if (known.getClass().getSimpleName().equals(ErrorNames.of(name))
                && Optional.ofNullable(error.get("sqlstate").asText(null)).equals(known.sqlState())) {
            copyRefused |= name.equals("ProgrammingError") && step.path("args").path(0).asText().startsWith("copy ");
            rules.add("D20");
            return null;
        }
        if (op.equals("callcast") && known instanceof DataException) {
            rules.add("D40");
            return null;
        }
        if (error.get("dbapi").isNull() && BINDING.contains(op) && known instanceof ProgrammingException) {
            rules.add("D10");
            return null;
        }
        return "expected " + error + ", got " + failure;
    }

    private String after(JsonNode step) {
        JsonNode after = step.path("after");
        if (after.has("transaction_status")) {
            return afterOnConnection(step, after);
        }
        if (!after.has("rownumber")) {
            return null;
        }
        PgCursor cursor = cursor(step);
        List<String> wrong = new ArrayList<>();
        compare("rownumber", after.get("rownumber").asLong(), cursor.rowNumber(), wrong);
        compare("rowcount", after.get("rowcount").asLong(), cursor.rowCount(), wrong);
        compare("arraysize", after.get("arraysize").asInt(), cursor.arraySize(), wrong);
        compare("statusmessage", after.get("statusmessage").asText(null), cursor.statusMessage().orElse(null), wrong);
        boolean closedByRule = rules.contains("D12") && cursor.name().isPresent() && step.get("op").asText().equals("close");
        compare("closed", closedByRule || after.get("closed").asBoolean(), cursor.isClosed(), wrong);
        return wrong.isEmpty() ? null : "after it " + wrong;
    }

    private String afterOnConnection(JsonNode step, JsonNode after) {
        if (copyRefused && step.get("op").asText().equals("status")) {
            return null;
        }
        Map<String, Object> status = status();
        boolean same = Shown.same(after, status);
        boolean rolledBackInAutocommit = !same && step.get("op").asText().matches("rollback|status") && connection.autocommit()
                && connection.transactionStatus() == TransactionStatus.IDLE;
        if (rolledBackInAutocommit) {
            rules.add("D42");
            return null;
        }
        return same ? null : "after it " + status + " in place of " + after;
    }

    private static void compare(String what, Object expected, Object actual, List<String> wrong) {
        if (!Objects.equals(expected, actual)) {
            wrong.add(what + " " + actual + " in place of " + expected);
        }
    }

    private static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(row.get(i));
        }
        return values;
    }

    /** Whether what a step gave is what was recorded. */
    private static final class Shown {

        static boolean same(JsonNode expected, Object actual) {
            if (expected.isMissingNode() || expected.isNull()) {
                return actual == null;
            }
            if (expected.isArray()) {
                return actual instanceof List<?> columns && sameColumns(expected, columns);
            }
            if (expected.isTextual()) {
                return expected.asText().equals(actual);
            }
            if (!expected.has("t")) {
                return actual instanceof Map<?, ?> map && sameStatus(expected, map);
            }
            return switch (expected.get("t").asText()) {
                case "tuple", "list", "dictrow", "composite" -> sameRow(values(expected), actual);
                case "realdict" -> sameMap(expected.get("v"), actual);
                case "dict" -> actual instanceof Args.Named named && sameMap(expected.get("v"), named.values());
                case "null" -> actual == null || actual instanceof Args.None;
                default -> Meaning.same(expected, actual);
            };
        }

        private static JsonNode values(JsonNode tagged) {
            return tagged.get("v");
        }

        private static boolean sameRow(JsonNode expected, Object actual) {
            List<?> list = actual instanceof Row row ? CursorScript.values(row)
                    : actual instanceof Args.Positional positional ? positional.values()
                            : actual instanceof List<?> plain ? plain : List.of(new Object());
            if (list.size() != expected.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!same(expected.get(i), list.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean sameMap(JsonNode pairs, Object actual) {
            if (!(actual instanceof Map<?, ?> map) || map.size() != pairs.size()) {
                return false;
            }
            List<Object> keys = new ArrayList<>(map.keySet());
            for (int i = 0; i < pairs.size(); i++) {
                if (!pairs.get(i).get(0).asText().equals(keys.get(i)) || !same(pairs.get(i).get(1), map.get(keys.get(i)))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean sameStatus(JsonNode expected, Map<?, ?> actual) {
            return expected.get("status").asText().equals(actual.get("status"))
                    && expected.get("transaction_status").asText().equals(actual.get("transaction_status"))
                    && (expected.get("closed").asInt() != 0) == actual.get("closed").equals(1);
        }

        private static boolean sameColumns(JsonNode expected, List<?> actual) {
            boolean same = expected.size() == actual.size();
            for (int i = 0; same && i < actual.size(); i++) {
                same = actual.get(i) instanceof ColumnDescription column && sameColumn(expected.get(i), column);
            }
            return same;
        }

        private static boolean sameColumn(JsonNode expected, ColumnDescription column) {
            return expected.get("name").asText().equals(column.name())
                    && (expected.get("type_code").isNull() || expected.get("type_code").asLong() == column.typeCode())
                    && column.displaySize().isEmpty() && column.nullOk().isEmpty()
                    && expected.get("internal_size").asInt() == column.internalSize()
                    && same(expected.get("precision"), column.precision()) && same(expected.get("scale"), column.scale())
                    && same(expected.path("table_column"), column.tableColumn());
        }

        private static boolean same(JsonNode expected, OptionalInt actual) {
            return expected.isNull() || expected.isMissingNode() ? actual.isEmpty()
                    : actual.isPresent() && actual.getAsInt() == expected.asInt();
        }
    }
}
