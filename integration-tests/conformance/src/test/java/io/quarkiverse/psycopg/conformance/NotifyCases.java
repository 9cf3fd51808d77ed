package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.notification.Notification;

/** LISTEN and NOTIFY between two connections: what their queues hold after each step. */
final class NotifyCases implements CaseFile {

    private static final String MARK = "end_of_case";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Oracle oracle;

    NotifyCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public JsonNode expected(JsonNode recorded) {
        return recorded.get("steps");
    }

    @Override
    public Verdict run(JsonNode recorded) {
        Case run = new Case(recorded.get("steps"));
        try {
            return run.judge();
        } finally {
            run.connections.values().forEach(Oracle::close);
        }
    }

    /** One case under way. */
    private final class Case {

        private final JsonNode steps;
        private final Map<String, PgConnection> connections = new HashMap<>();
        private final Map<String, String> cursors = new HashMap<>();
        private final List<String> autocommit = new ArrayList<>();
        private final List<String> polled = new ArrayList<>();
        private final List<String> shown = new ArrayList<>();
        private List<String> last = List.of();
        private boolean early;

        private Case(JsonNode steps) {
            this.steps = steps;
            steps.forEach(step -> {
                String object = step.get("obj").asText();
                if (object.startsWith("conn")) {
                    connections.computeIfAbsent(object, name -> oracle.connect());
                }
            });
        }

        private Verdict judge() {
            for (int i = 0; i < steps.size(); i++) {
                String wrong = step(i);
                if (wrong != null) {
                    return Verdict.fail("step " + i + ": " + wrong);
                }
            }
            String wrong = surplus();
            if (wrong != null) {
                return Verdict.fail(wrong);
            }
            return early ? Verdict.difference("D30", shown) : Verdict.pass(shown);
        }

        private String step(int index) {
            JsonNode step = steps.get(index);
            JsonNode expected = step.get("error");
            try {
                String wrong = perform(index, step);
                return wrong != null ? wrong : expected == null ? after(step) : "no error, expected " + expected;
            } catch (PgException e) {
                boolean same = expected != null
                        && ErrorNames.ancestors(e).contains(ErrorNames.of(expected.get("class").asText()))
                        && e.sqlState().orElse("null").equals(expected.path("sqlstate").asText());
                shown.add(e.getClass().getSimpleName());
                return same ? null : e.toString();
            }
        }

        private String perform(int index, JsonNode step) {
            String object = step.get("obj").asText();
            PgConnection connection = connections.get(cursors.getOrDefault(object, object));
            switch (step.get("op").asText()) {
                case "set":
                    autocommit.add(object);
                    return null;
                case "cursor":
                    cursors.put(step.get("as").asText(), object);
                    return null;
                case "execute":
                    return execute(step, cursors.get(object), connection);
                case "commit":
                    Oracle.await(connection.execute("COMMIT"));
                    return null;
                case "close":
                    Oracle.await(connection.close());
                    return null;
                case "clear_notifies":
                    connection.notifies().clear();
                    return null;
                case "sleep":
                    return null;
                case "poll":
                    // reading what has come is all that is left of it
                    connection.notifies();
                    polled.add(object);
                    return null;
                case "notifies":
                    return notifies(index, step, object, connection);
                default:
                    return "the runner does not know " + step.get("op");
            }
        }

        private String execute(JsonNode step, String name, PgConnection connection) {
            if (!autocommit.contains(name) && connection.transactionStatus() == TransactionStatus.IDLE) {
                Oracle.await(connection.execute("BEGIN"));
            }
            polled.clear();
            JsonNode arguments = step.get("args");
            List<Object> values = new ArrayList<>();
            arguments.path(1).path("v").forEach(value -> values.add(value.get("v").asText()));
            CommandTag tag = Oracle.await(connection.execute(arguments.get(0).asText(),
                    arguments.size() > 1 ? Args.positional(values) : Args.none()));
            String expected = step.path("after").path("statusmessage").asText();
            return tag.text().equals(expected) ? null : tag.text() + " in place of " + expected;
        }

        private String notifies(int index, JsonNode step, String object, PgConnection connection) {
            List<String> expected = entries(step.get("result"));
            boolean mayBeLate = expected.isEmpty() && !polled.contains(object);
            List<String> later = mayBeLate ? next(index, object) : expected;
            if (!await(() -> connection.notifies().size() >= later.size())) {
                return "got " + now(connection) + ", expected " + later;
            }
            last = later;
            List<String> actual = now(connection);
            shown.add(actual.toString());
            early |= !actual.equals(expected);
            return actual.equals(later) ? null : "got " + actual + ", expected " + later;
        }

        /** Rule D30: what psycopg sees only when it is polled has come already. */
        private List<String> next(int index, String object) {
            for (int i = index + 1; i < steps.size(); i++) {
                JsonNode step = steps.get(i);
                if (step.get("obj").asText().equals(object) && step.get("op").asText().equals("notifies")) {
                    return entries(step.get("result"));
                }
            }
            return List.of();
        }

        /** Nothing came that was not recorded: whatever was sent before the mark has come when the mark has. */
        private String surplus() {
            PgConnection receiver = connections.get("conn1");
            if (receiver.isClosed()) {
                return null;
            }
            if (receiver.transactionStatus() != TransactionStatus.IDLE) {
                Oracle.await(receiver.execute("COMMIT"));
            }
            Oracle.await(receiver.listen(MARK));
            Oracle.await(connections.get("conn2").notify(MARK));
            if (!await(() -> now(receiver).stream().anyMatch(entry -> entry.startsWith(MARK + " ")))) {
                return "the mark did not come";
            }
            List<String> all = now(receiver);
            all.remove(all.size() - 1);
            return all.equals(last) ? null : "at the end there was " + all + ", expected " + last;
        }

        private String after(JsonNode step) {
            PgConnection connection = connections.get(step.get("obj").asText());
            String expected = step.path("after").path("transaction_status").asText("");
            if (connection == null || connection.isClosed()) {
                return null;
            }
            return expected.isEmpty() || connection.transactionStatus().name().equals(expected) ? null
                    : connection.transactionStatus() + " in place of " + expected;
        }

        private List<String> now(PgConnection connection) {
            List<String> all = new ArrayList<>();
            for (Notification n : connection.notifies()) {
                String from = connections.entrySet().stream().filter(e -> e.getValue().backendPid() == n.pid())
                        .map(Map.Entry::getKey).findFirst().orElse("?");
                all.add(n.channel() + " from " + from + ": " + n.payload());
            }
            return all;
        }

        private static List<String> entries(JsonNode recorded) {
            List<String> all = new ArrayList<>();
            recorded.forEach(entry -> all.add(entry.get("channel").asText() + " from " + entry.get("from").asText() + ": "
                    + entry.get("payload").asText()));
            return all;
        }
    }

    private static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return condition.getAsBoolean();
    }
}
