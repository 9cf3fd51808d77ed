package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.psycopg.AccessMode;
import io.quarkiverse.psycopg.Deferral;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;

/** Holds one step against its record, and says by which rules it differs. */
final class StepComparison {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IN_FAILED_TRANSACTION = "25P02";
    private static final Set<String> LOOKING = Set.of("status", "get");
    private static final Set<String> SECOND_PHASES = Set.of("tpc_commit", "tpc_rollback");

    private final JsonNode step;
    private final SessionStep run;
    private final SessionScript.Found found;
    private final Set<String> rules = new LinkedHashSet<>();
    private final List<String> wrong = new ArrayList<>();

    StepComparison(JsonNode step, SessionStep run, SessionScript.Found found) {
        this.step = step;
        this.run = run;
        this.found = found;
    }

    Set<String> rules() {
        return rules;
    }

    List<String> wrong() {
        return wrong;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private boolean is(String operation) {
        return run.operation().equals(operation);
    }

    /** The result, or the error. */
    void outcome(boolean diverged) {
        if (run.refusedBy() != null) {
            require(step.has("error"), "psycopg takes what Java's compiler refuses");
            rules.add(run.refusedBy());
        } else if (is("set_client_encoding") && found.error() instanceof NotSupportedException) {
            require(!isUtf8(run.args().get(0).asText()), "UTF-8 was refused");
            rules.add("D34");
        } else if (found.error() != null && step.has("error")) {
            error(step.get("error"), found.error());
        } else if (found.error() != null) {
            notExpected(found.error());
        } else if (step.has("error")) {
            noError(step.get("error"), diverged);
        } else if (!(diverged && LOOKING.contains(run.operation()))) {
            value(step.path("result"));
        }
    }

    private static boolean isUtf8(String encoding) {
        return encoding.replace("-", "").equalsIgnoreCase("UTF8");
    }

    private void error(JsonNode expected, PgException actual) {
        require(actual.getClass().getSimpleName().equals(ErrorNames.of(expected.get("class").asText())),
                "class " + actual.getClass().getSimpleName() + ": " + actual.getMessage());
        String state = expected.path("sqlstate").asText(null);
        require(actual.sqlState().map(s -> s.equals(state)).orElse(state == null), "sqlstate " + actual.sqlState());
        rules.add("D20");
    }

    private void notExpected(PgException actual) {
        boolean failedBefore = actual.sqlState().filter(IN_FAILED_TRANSACTION::equals).isPresent();
        if (failedBefore && (is("commit") || is("tpc_commit"))) {
            rules.add("D31");
        } else if (failedBefore && is("tpc_prepare")) {
            rules.add("D11");
        } else {
            wrong.add("failed: " + actual);
        }
    }

    /** psycopg has failed, the driver has not. */
    private void noError(JsonNode expected, boolean diverged) {
        boolean ofTheCaller = expected.path("dbapi").isNull() && expected.get("message").asText().equals(found.value());
        if (ofTheCaller) {
            return;
        }
        if (is("close") && expected.get("message").asText().contains("isn't valid anymore")) {
            rules.add("D12");
        } else if (diverged && SECOND_PHASES.contains(run.operation())) {
            rules.add("D11");
        } else {
            wrong.add("no error, but " + found.value());
        }
    }

    private void value(JsonNode expected) {
        if (expected.path("encoding").asText("UTF8").equals("LATIN1")) {
            rules.add("D34");
            return;
        }
        if (is("get") && run.args().get(0).asText().equals("encoding") && !Meaning.same(expected, found.value())) {
            require(run.serverEncoding().equals(found.value()), "encoding " + found.value());
            rules.add("D34");
        } else if (expected.isObject() && expected.has("t")) {
            require(Meaning.same(expected, found.value()), "value " + found.value());
        } else if (!expected.isNull() && !expected.isMissingNode()) {
            require(sorted(expected).equals(sorted(plain(found.value()))), "value " + plain(found.value()));
        }
    }

    private static JsonNode plain(Object value) {
        try {
            return JSON.readTree(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Objects by their fields, and lists of them in any order: the server gives prepared transactions in none. */
    private static Object sorted(JsonNode node) {
        if (node.isArray() && node.path(0).isObject()) {
            Set<String> all = new TreeSet<>();
            node.forEach(element -> all.add(sorted(element).toString()));
            return all;
        }
        return JSON.convertValue(node, Object.class) instanceof Map<?, ?> map ? new java.util.TreeMap<>(map) : node;
    }

    /** The connection's state after the step; whether it is another than recorded from now on. */
    boolean state(PgConnection connection, Map<String, Object> before, boolean diverged) {
        Map<String, Object> actual = SessionScript.state(connection.status(), connection.transactionStatus(),
                connection.isClosed());
        if (plain(actual).equals(step.get("after"))) {
            return false;
        }
        if (diverged && LOOKING.contains(run.operation())) {
            require(actual.equals(before), "state " + actual + " after " + before);
            return true;
        }
        String recorded = step.get("after").path("status").asText();
        boolean idle = actual.get("transaction_status").equals("IDLE") && actual.get("status").equals("READY");
        if (rules.contains("D34") && is("set_client_encoding")) {
            require(actual.equals(before), "state " + actual + " after a refusal, " + before + " before");
        } else if (is("tpc_prepare") && rules.contains("D11")) {
            require(actual.get("transaction_status").equals("INERROR"), "state " + actual);
        } else if (SECOND_PHASES.contains(run.operation()) && recorded.equals("PREPARED")) {
            require(idle, "state " + actual);
            rules.add("D11");
        } else if (is("commit") && connection.autocommit()) {
            require(idle, "state " + actual);
            rules.add("D42");
        } else {
            wrong.add("state " + actual);
        }
        return true;
    }

    /** What a cursor tells after the step. */
    void cursor(PgCursor cursor) {
        JsonNode after = step.get("after");
        if (rules.contains("D12")) {
            require(cursor.isClosed(), "the cursor is open after its close");
            return;
        }
        require(cursor.rowCount() == after.path("rowcount").asLong(), "rowcount " + cursor.rowCount());
        require(cursor.rowNumber() == after.path("rownumber").asLong(), "rownumber " + cursor.rowNumber());
        require(cursor.isClosed() == after.path("closed").asBoolean(), "closed " + cursor.isClosed());
        require(cursor.statusMessage().equals(java.util.Optional.ofNullable(after.path("statusmessage").asText(null))),
                "statusmessage " + cursor.statusMessage());
    }

    /** The statements that the server has logged in this step. */
    void statements(List<String> logged, PgConnection connection) {
        List<String> recorded = new ArrayList<>();
        step.get("sql").forEach(entry -> {
            String name = entry.isArray() ? entry.get(0).asText() : "conn";
            String sql = entry.isArray() ? entry.get(1).asText() : entry.asText();
            if (SessionScript.isCompared(sql)) {
                recorded.add(name + ": " + sql);
            }
        });
        if (recorded.equals(logged)) {
            return;
        }
        if (is("set_client_encoding")) {
            boolean settled = rules.contains("D34") || connection.parameterStatus("client_encoding").orElse("").equals("UTF8");
            require(settled && logged.isEmpty(), "sql " + logged);
            rules.add("D34");
        } else if (rules.contains("D42")) {
            require(logged.equals(List.of("conn: COMMIT")), "sql " + logged);
        } else if (rules.contains("D11")) {
            require(is("tpc_prepare") ? logged.isEmpty() : logged.equals(List.of("conn: ROLLBACK")), "sql " + logged);
        } else if (is("set") && run.args().get(0).asText().equals("autocommit") && connection.autocommit()) {
            require(recorded.isEmpty() && logged.equals(carriedOver(connection.transactionOptions())), "sql " + logged);
            rules.add("D32");
        } else {
            wrong.add("sql " + logged);
        }
    }

    private static List<String> carriedOver(TransactionOptions options) {
        List<String> sets = new ArrayList<>();
        if (options.isolation() != IsolationLevel.DEFAULT) {
            sets.add("isolation TO '" + options.isolation().name().replace('_', ' ') + "'");
        }
        if (options.access() != AccessMode.DEFAULT) {
            sets.add("read_only TO '" + (options.access() == AccessMode.READ_ONLY ? "on" : "off") + "'");
        }
        if (options.deferral() != Deferral.DEFAULT) {
            sets.add("deferrable TO '" + (options.deferral() == Deferral.DEFERRABLE ? "on" : "off") + "'");
        }
        return sets.stream().map(set -> "conn: SET default_transaction_" + set).toList();
    }
}
