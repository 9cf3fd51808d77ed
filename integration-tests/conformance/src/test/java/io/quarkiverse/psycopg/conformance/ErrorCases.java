package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;

/** Scripts whose last statement fails: the class of the error, its SQLSTATE and fields, and what the connection is then. */
final class ErrorCases implements CaseFile {

    private static final String SECOND_SESSION = "S2:";

    /** Fields that are compared; not the message's wording, and not where in the server's sources the error was raised. */
    private static final Map<String, Function<Diagnostics, Optional<String>>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("severity", Diagnostics::severity);
        FIELDS.put("severity_nonlocalized", Diagnostics::severityNonlocalized);
        FIELDS.put("sqlstate", Diagnostics::sqlState);
        FIELDS.put("message_detail", Diagnostics::messageDetail);
        FIELDS.put("message_hint", Diagnostics::messageHint);
        FIELDS.put("statement_position", d -> text(d.statementPosition()));
        FIELDS.put("internal_position", d -> text(d.internalPosition()));
        FIELDS.put("internal_query", Diagnostics::internalQuery);
        FIELDS.put("context", Diagnostics::context);
        FIELDS.put("schema_name", Diagnostics::schemaName);
        FIELDS.put("table_name", Diagnostics::tableName);
        FIELDS.put("column_name", Diagnostics::columnName);
        FIELDS.put("datatype_name", Diagnostics::datatypeName);
        FIELDS.put("constraint_name", Diagnostics::constraintName);
    }

    private final Oracle oracle;

    ErrorCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "errors";
    }

    @Override
    public Verdict run(JsonNode recorded) {
        oracle.prepare("DROP SCHEMA IF EXISTS e CASCADE", "CREATE SCHEMA e");
        List<PgConnection> sessions = new ArrayList<>();
        sessions.add(session());
        try {
            return judge(recorded, sessions);
        } finally {
            sessions.forEach(Oracle::close);
        }
    }

    private PgConnection session() {
        return oracle.connect(oracle.options().options("-c timezone=UTC -c search_path=e,public").build());
    }

    private Verdict judge(JsonNode recorded, List<PgConnection> sessions) {
        JsonNode script = recorded.get("script");
        int last = script.size() - 1;
        for (int i = 0; i <= last; i++) {
            String sql = script.get(i).asText();
            boolean ignored = sql.startsWith("!");
            try {
                statement(ignored ? sql.substring(1) : sql, sessions);
            } catch (PgException e) {
                if (!ignored) {
                    int expected = recorded.get("expected").path("failed_at").asInt(last);
                    return i == expected ? compare(recorded, e, sessions.get(0))
                            : Verdict.fail("statement " + i + " failed: " + e);
                }
            }
        }
        return Verdict.fail("no statement failed");
    }

    private void statement(String sql, List<PgConnection> sessions) {
        boolean second = sql.startsWith(SECOND_SESSION);
        if (second && sessions.size() == 1) {
            sessions.add(session());
        }
        String text = second ? sql.substring(SECOND_SESSION.length()).strip() : sql;
        Oracle.await(sessions.get(second ? 1 : 0).execute(text));
    }

    private static Verdict compare(JsonNode recorded, PgException error, PgConnection connection) {
        JsonNode expected = recorded.get("expected");
        boolean killed = recorded.get("closed_after").asInt() != 0;
        if (killed != connection.isClosed()) {
            return Verdict.fail("closed: " + connection.isClosed() + " after " + error);
        }
        String status = recorded.get("transaction_status_after").asText();
        if (status.equals(TransactionStatus.ACTIVE.name())) {
            return usable(expected, error, connection);
        }
        if (!connection.transactionStatus().name().equals(status)) {
            return Verdict.fail("status " + connection.transactionStatus() + " after " + error);
        }
        if (killed && expected.path("sqlstate").isNull()) {
            return killed(error);
        }
        List<String> wrong = wrong(expected, error);
        return wrong.isEmpty() ? Verdict.difference("D20", error.getClass().getSimpleName()) : Verdict.fail(wrong);
    }

    /** The server's last words are there, as those of a fatal error (psycopg has lost them). */
    private static Verdict killed(PgException error) {
        boolean told = error.isConnectionLost() && error.sqlState().isPresent()
                && error.diagnostics().filter(d -> d.isFatal() && d.messagePrimary().isPresent()).isPresent();
        return told ? Verdict.difference("D16", error) : Verdict.fail(error);
    }

    /** Rule D27: psycopg is left amid the COPY that it refuses, the driver goes on. */
    private static Verdict usable(JsonNode expected, PgException error, PgConnection connection) {
        List<String> wrong = wrong(expected, error);
        if (!wrong.isEmpty() || connection.transactionStatus() != TransactionStatus.IDLE) {
            return Verdict.fail(wrong + " " + connection.transactionStatus());
        }
        int one = Oracle.await(connection.fetchOne("SELECT 1")).getInt(0);
        return one == 1 ? Verdict.difference("D27", error) : Verdict.fail("the next statement gave " + one);
    }

    private static List<String> wrong(JsonNode expected, PgException error) {
        List<String> wrong = new ArrayList<>();
        String name = ErrorNames.of(expected.get("class").asText());
        if (!error.getClass().getSimpleName().equals(name)) {
            wrong.add("class " + error.getClass().getSimpleName());
        }
        List<String> ancestors = ErrorNames.ancestors(error);
        expected.get("mro").forEach(c -> {
            if (!ancestors.contains(ErrorNames.of(c.asText()))) {
                wrong.add("no ancestor " + ErrorNames.of(c.asText()));
            }
        });
        if (!error.sqlState().equals(Optional.ofNullable(expected.get("sqlstate").asText(null)))) {
            wrong.add("sqlstate " + error.sqlState());
        }
        FIELDS.forEach((field, getter) -> {
            Optional<String> recorded = Optional.ofNullable(expected.path("diag").path(field).asText(null));
            Optional<String> actual = error.diagnostics().flatMap(getter);
            if (!recorded.map(ErrorCases::withoutNumbersOfTheRun).equals(actual.map(ErrorCases::withoutNumbersOfTheRun))) {
                wrong.add(field + " " + actual);
            }
        });
        return wrong;
    }

    /** Processes, transactions and the OIDs of user types (from 16384) differ from run to run. */
    private static String withoutNumbersOfTheRun(String text) {
        return java.util.regex.Pattern.compile("(?i)((?:process|transaction) )?\\b(\\d{1,10})\\b").matcher(text)
                .replaceAll(m -> m.group(1) != null || Long.parseLong(m.group(2)) >= 16_384
                        ? (m.group(1) == null ? "" : m.group(1)) + "#"
                        : m.group(2));
    }

    private static Optional<String> text(OptionalInt number) {
        return number.isPresent() ? Optional.of(Integer.toString(number.getAsInt())) : Optional.empty();
    }
}
