package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.ScrollMode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** The recorded steps of one case, translated to the driver's API, on one connection and the cursors that it makes. */
final class CursorSteps {

    /** A step whose arguments cannot be written in Java (rule D22). */
    static final class NotJava extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What a function of a script throws on purpose. */
    static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final PgConnection connection;
    private final Map<String, PgCursor> cursors = new HashMap<>();
    private final Map<String, RowMapper<?>> mappers = new HashMap<>();

    CursorSteps(PgConnection connection) {
        this.connection = connection;
    }

    Object perform(JsonNode step) {
        String op = step.get("op").asText();
        JsonNode args = step.path("args");
        return step.get("obj").asText().startsWith("conn") ? onConnection(op, args, step)
                : onCursor(op, args, step, cursor(step));
    }

    PgCursor cursor(JsonNode step) {
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

    Map<String, Object> status() {
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

    static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(row.get(i));
        }
        return values;
    }
}
