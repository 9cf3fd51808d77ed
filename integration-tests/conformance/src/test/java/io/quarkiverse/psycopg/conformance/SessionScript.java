package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.PgException;

/**
 * Runs the steps of one case on connections and cursors, and holds each against its record: result or error, the connection's
 * state, and the transaction's statements as the server has logged them.
 */
final class SessionScript implements AutoCloseable {

    /** The statements that are compared. */
    private static final Pattern COMPARED = Pattern.compile(
            "(?i)(begin|start|commit|rollback|abort|savepoint|release|prepare|set|declare|fetch|move|discard)\\b.*",
            Pattern.DOTALL);

    private final Oracle oracle;
    private final String options;
    private final StatementLog log;
    private final Map<String, PgConnection> connections = new LinkedHashMap<>();
    private final Map<String, Integer> processes = new LinkedHashMap<>();
    private final Map<String, PgCursor> cursors = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> states = new LinkedHashMap<>();
    /** Connections that a rule has brought into another state than the recorded one. */
    private final Set<String> diverged = new LinkedHashSet<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private final List<String> wrong = new ArrayList<>();

    /** @param options what a case adds to the options of its connections */
    SessionScript(Oracle oracle, String options) {
        this.oracle = oracle;
        this.options = options;
        this.log = new StatementLog(oracle.server());
    }

    /** What a step was found to be. */
    record Found(Object value, PgException error) {

        static Found of(Object value) {
            return new Found(value, null);
        }
    }

    Verdict run(JsonNode steps) {
        int number = 0;
        for (JsonNode step : steps) {
            Set<String> inStep = step(number++, step);
            rules.addAll(inStep);
            if (!wrong.isEmpty()) {
                return Verdict.fail(wrong);
            }
        }
        if (rules.size() > 1) {
            rules.remove("D20"); // the names of classes: the other rule says more
        }
        return rules.isEmpty() ? Verdict.pass(number + " steps")
                : Verdict.difference(String.join(",", rules), number + " steps");
    }

    private Set<String> step(int number, JsonNode step) {
        String name = step.get("obj").asText();
        SessionStep run = new SessionStep(this, name, step);
        Found found;
        try {
            found = Found.of(run.run());
        } catch (PgException e) {
            found = new Found(null, e);
        }
        StepComparison comparison = new StepComparison(step, run, found);
        comparison.outcome(diverged.contains(name));
        PgConnection connection = connections.get(name);
        if (connection != null && step.has("after")) {
            boolean apart = comparison.state(connection, states.get(name), diverged.contains(name));
            if (apart) {
                diverged.add(name);
            } else {
                diverged.remove(name);
            }
        } else if (step.path("after").has("rowcount")) {
            comparison.cursor(cursor(name));
        }
        connections.forEach((each, c) -> states.put(each, state(c.status(), c.transactionStatus(), c.isClosed())));
        if (step.has("sql")) {
            comparison.statements(logged(), connection);
        }
        comparison.wrong().forEach(text -> wrong.add("step " + number + " " + name + "." + run.operation() + ": " + text));
        return comparison.rules();
    }

    /** Of this script's connections, with the connection's name where it is not the first. */
    private List<String> logged() {
        List<String> statements = new ArrayList<>();
        for (StatementLog.Entry entry : log.next()) {
            processes.forEach((name, process) -> {
                if (process == entry.process() && COMPARED.matcher(entry.sql()).matches()) {
                    statements.add(name + ": " + entry.sql());
                }
            });
        }
        return statements;
    }

    static boolean isCompared(String sql) {
        return COMPARED.matcher(sql).matches();
    }

    /** Whether connections have no options of their own. */
    boolean isPlain() {
        return options.isEmpty();
    }

    PgConnection open(String name) {
        String search = "-c timezone=UTC -c search_path=w,public -c log_statement=all";
        PgConnection connection = oracle.connect(oracle.options().options(search + " " + options).build());
        connections.put(name, connection);
        processes.put(name, connection.backendPid());
        Oracle.await(connection.autocommit(false));
        log.next();
        return connection;
    }

    PgConnection connection(String name) {
        return connections.get(name);
    }

    /** The cursor of this name; {@code c} is the first connection's own. */
    PgCursor cursor(String name) {
        return cursors.computeIfAbsent(name, x -> connections.get("conn").cursor());
    }

    void makeCursor(String alias, PgConnection connection, CursorOptions cursorOptions) {
        cursors.put(alias, connection.cursor(cursorOptions));
    }

    static Map<String, Object> state(ConnectionStatus status, TransactionStatus transaction, boolean closed) {
        return Map.of("status", status.name(), "transaction_status", transaction.name(), "closed", closed ? 1 : 0);
    }

    @Override
    public void close() {
        connections.values().forEach(Oracle::close);
    }
}
