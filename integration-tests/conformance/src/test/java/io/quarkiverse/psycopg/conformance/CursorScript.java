package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.Json;

/**
 * Runs the steps of one case on one connection. A step is right when its result, its error and the state after it are the
 * recorded ones, or when a rule that is about such a step holds.
 */
final class CursorScript {

    private static final Set<String> BINDING = Set.of("execute", "executemany", "callproc", "mogrify");

    private final PgConnection connection;
    private final CursorSteps steps;
    private final List<String> rules = new ArrayList<>();
    private final List<Object> shown = new ArrayList<>();
    private boolean copyRefused;

    CursorScript(PgConnection connection) {
        this.connection = connection;
        this.steps = new CursorSteps(connection);
    }

    Verdict judge(JsonNode recorded) {
        for (int i = 0; i < recorded.size(); i++) {
            String wrong = step(recorded.get(i));
            if (wrong != null) {
                return Verdict.fail("step " + i + " " + recorded.get(i).get("op") + ": " + wrong + "; before: " + shown);
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
            actual = steps.perform(step);
            shown.add(actual instanceof Row row ? CursorSteps.values(row) : actual);
        } catch (CursorSteps.NotJava e) {
            rules.add("D22");
            return null;
        } catch (PgException | CursorSteps.Boom e) {
            shown.add(e.getClass().getSimpleName());
            String wrong = failed(step, e);
            return wrong != null ? wrong : after(step);
        }
        String wrong = step.has("error") ? succeeded(step, actual) : result(step, actual);
        return wrong != null ? wrong : after(step);
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
            return actual.equals(Arguments.of(step.get("args").get(1), CursorSteps.NotJava::new)) ? null : "changed " + actual;
        }
        if (op.equals("callcast") && !CursorComparison.same(expected, actual)) {
            return castByServer(step, actual);
        }
        return CursorComparison.same(expected, actual) ? null : "got " + actual + " in place of " + expected;
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
        rules.add("D40");
        Object value = readByServer(step);
        return value.equals(actual) ? null : "got " + actual + ", the server reads " + value;
    }

    private String refusedByServerToo(JsonNode step, RuntimeException failure) {
        rules.add("D40");
        try {
            return failure + ", the server reads " + readByServer(step);
        } catch (DataException e) {
            return null;
        }
    }

    private Object readByServer(JsonNode step) {
        JsonNode args = step.get("args");
        String type = Oracle.await(connection.fetchOne("SELECT format_type(%s::oid, NULL)", args.get(0).asLong())).getString(0);
        try {
            return Oracle.await(connection.fetchOne("SELECT %s::text::" + type, args.get(1).asText())).get(0);
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
        if (op.equals("close") && steps.cursor(step).name().isPresent()) {
            rules.add("D12");
            return steps.cursor(step).isClosed() ? null : "not closed";
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
        if (failure instanceof CursorSteps.Boom) {
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
        PgCursor cursor = steps.cursor(step);
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
        Map<String, Object> status = steps.status();
        boolean same = CursorComparison.same(after, status);
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
}
