package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.replication.Feedback;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationCursor;
import io.quarkiverse.psycopg.replication.ReplicationMessage;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.PgOutputDecoder;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.RecordedForm;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * Logical replication: the text of test_decoding from a slot of the server, pgoutput's recorded bytes through the decoder, and
 * what a start with wrong options says. Descriptions of calls ({@code api}) are not cases for a runner.
 */
final class ReplicationCases implements CaseFile {

    private static final String SLOT = "s1";
    private static final long POLL_NANOS = 5_000_000;
    private static final String MARK = "end_of_case";

    private final Oracle oracle;

    ReplicationCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public boolean leavesOut(JsonNode recorded) {
        return recorded.path("kind").asText().equals("api");
    }

    @Override
    public JsonNode expected(JsonNode recorded) {
        return recorded.has("error") ? recorded.get("error")
                : recorded.has("payloads") ? recorded.get("payloads") : recorded.path("types");
    }

    @Override
    public Verdict run(JsonNode recorded) {
        String kind = recorded.path("kind").asText();
        if (kind.equals("pgoutput") && !recorded.path("messages").isEmpty()) {
            return decode(recorded);
        }
        return kind.equals("pgoutput") || kind.equals("test_decoding") ? live(recorded, kind)
                : Verdict.unsupported("a case of kind " + kind);
    }

    private static Verdict decode(JsonNode recorded) {
        JsonNode options = recorded.path("options");
        PgOutputDecoder decoder = new PgOutputDecoder(options.path("proto_version").asInt(),
                options.path("streaming").asText().equals("parallel"));
        StringBuilder types = new StringBuilder();
        for (JsonNode message : recorded.get("messages")) {
            byte[] bytes = HexFormat.of().parseHex(message.get("hex").asText());
            types.append((char) bytes[0]);
            JsonNode decoded = RecordedForm.of(decoder.decode(bytes, 0, bytes.length));
            if (!JsonMeaning.same(message.get("decoded"), decoded.toString())) {
                return Verdict.fail(decoded + " for " + message.get("decoded"));
            }
        }
        return types.toString().equals(types(recorded)) ? Verdict.pass(types) : Verdict.fail("messages " + types);
    }

    /** The letters of the messages; a long row of them is recorded as its runs. */
    private static String types(JsonNode recorded) {
        if (!recorded.has("type_runs")) {
            return recorded.path("types").asText();
        }
        StringBuilder types = new StringBuilder();
        recorded.get("type_runs").forEach(run -> types.append(run.get(0).asText().repeat(run.get(1).asInt())));
        return types.toString();
    }

    private Verdict live(JsonNode recorded, String plugin) {
        List<String> setup = new ArrayList<>(List.of("DROP PUBLICATION IF EXISTS p", "DROP SCHEMA IF EXISTS w CASCADE",
                "CREATE SCHEMA w", "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active"
                        + " AND database = current_database()"));
        recorded.get("setup").forEach(sql -> setup.add(sql.asText()));
        oracle.prepare(setup.toArray(String[]::new));
        ReplicationConnection connection = oracle.replication(recorded.path("session_options").asText());
        try {
            Oracle.await(connection.createSlot(SlotOptions.logical(SLOT, plugin).withTemporary(true)
                    .withTwoPhase(recorded.path("slot").asText().contains("TWO_PHASE"))));
            Lsn end = script(recorded.get("script"));
            StartOptions start = StartOptions.logical(SLOT);
            for (var option : recorded.path("options").properties()) {
                start = start.withOption(option.getKey(), option.getValue().asText());
            }
            return recorded.has("error") ? refused(connection, start, recorded.get("error"))
                    : judge(recorded, messages(connection, start, end,
                            recorded.path("facts").path("n").asInt()));
        } finally {
            Oracle.await(connection.close());
        }
    }

    /** Runs the statements; gives a position behind them. */
    private Lsn script(JsonNode statements) {
        PgConnection connection = oracle.connect(oracle.options().options("-c timezone=UTC -c search_path=w,public").build());
        try {
            statements.forEach(sql -> Oracle.await(connection.execute(sql.asText())));
            return Oracle.await(connection.fetchOne("SELECT pg_logical_emit_message(false, '" + MARK + "', '')"))
                    .get(0, Lsn.class);
        } finally {
            Oracle.close(connection);
        }
    }

    private static Verdict refused(ReplicationConnection connection, StartOptions start, JsonNode error) {
        try {
            Oracle.await(connection.startReplication(start));
            return Verdict.fail("it started");
        } catch (PgException e) {
            String shown = e.getClass().getSimpleName() + " " + e.sqlState().orElse("");
            boolean same = ErrorNames.ancestors(e).contains(ErrorNames.of(error.get("class").asText()))
                    && ErrorNames.ancestors(e).contains(ErrorNames.of(error.get("dbapi").asText()))
                    && e.sqlState().orElse("").equals(error.path("sqlstate").asText());
            return same ? Verdict.pass(shown) : Verdict.fail(shown);
        }
    }

    /**
     * What the stream gives until the server says that it has read its log to there, and as many messages as were recorded have
     * been handed over; fewer after some patience.
     */
    private static List<ReplicationMessage> messages(ReplicationConnection connection, StartOptions start, Lsn end,
            int recorded) {
        ReplicationCursor cursor = Oracle.await(connection.startReplication(start));
        List<ReplicationMessage> messages = new ArrayList<>();
        long patience = System.nanoTime() + Oracle.PATIENCE.toNanos();
        CompletableFuture<ReplicationMessage> next = cursor.readMessage().subscribeAsCompletionStage();
        while (next.isDone() || cursor.walEnd().compareTo(end) < 0 || messages.size() < recorded) {
            if (next.isDone()) {
                if (!next.join().text().contains("prefix: " + MARK)) {
                    messages.add(next.join());
                }
                next = cursor.readMessage().subscribeAsCompletionStage();
            } else if (System.nanoTime() > patience) {
                break;
            } else {
                LockSupport.parkNanos(POLL_NANOS);
                Oracle.await(
                        cursor.sendFeedback(new Feedback(Optional.empty(), Optional.empty(), Optional.empty(), true, true)));
            }
        }
        next.cancel(true);
        Oracle.await(cursor.stop());
        return messages;
    }

    private static Verdict judge(JsonNode recorded, List<ReplicationMessage> messages) {
        String types = messages.stream().map(message -> message.text().substring(0, 1)).collect(Collectors.joining());
        if (!recorded.has("payloads") && !types.equals(types(recorded))) {
            return Verdict.fail("messages " + types);
        }
        String wrong = wrongFacts(messages, recorded.path("facts"));
        return recorded.has("payloads") && wrong.isEmpty() ? payloads(recorded, messages)
                : wrong.isEmpty() ? Verdict.pass(types) : Verdict.fail(wrong);
    }

    private static Verdict payloads(JsonNode recorded, List<ReplicationMessage> messages) {
        boolean asText = recorded.path("decode").asBoolean(true);
        List<String> payloads = messages.stream().map(message -> asText ? normal(message.text())
                : HexFormat.of().formatHex(message.payload().getBytes())).toList();
        List<String> expected = new ArrayList<>();
        recorded.get("payloads").forEach(payload -> expected.add(payload.asText()));
        return payloads.equals(expected) ? Verdict.pass(payloads) : Verdict.fail(payloads);
    }

    /** What differs from one run to the next stands in the recording as a word. */
    private static String normal(String text) {
        return text.replaceAll("^(BEGIN|COMMIT) \\d+", "$1 <xid>").replaceAll("\\(at [^)]*\\)$", "(at <time>)");
    }

    private static String wrongFacts(List<ReplicationMessage> messages, JsonNode facts) {
        StringBuilder wrong = new StringBuilder();
        List<Long> starts = messages.stream().map(message -> message.dataStart().value()).toList();
        List<Long> distinct = new ArrayList<>(new TreeSet<>(starts));
        check(wrong, facts, "n", messages.size());
        check(wrong, facts, "wal_end_equals_data_start",
                messages.stream().allMatch(message -> message.walEnd().equals(message.dataStart())));
        check(wrong, facts, "data_size_equals_payload_bytes",
                messages.stream().allMatch(message -> message.dataSize() == message.payload().getBytes().length));
        check(wrong, facts, "data_start_non_decreasing", grows(starts));
        check(wrong, facts, "non_zero_data_start_non_decreasing", grows(starts.stream().filter(at -> at != 0).toList()));
        check(wrong, facts, "data_start_dense_ranks", starts.stream().map(distinct::indexOf).toList());
        check(wrong, facts, "data_start_zero_at",
                IntStream.range(0, starts.size()).filter(i -> starts.get(i) == 0).boxed().toList());
        return wrong.toString();
    }

    private static boolean grows(List<Long> numbers) {
        return IntStream.range(1, numbers.size())
                .allMatch(i -> Long.compareUnsigned(numbers.get(i - 1), numbers.get(i)) <= 0);
    }

    private static void check(StringBuilder wrong, JsonNode facts, String fact, Object actual) {
        if (facts.has(fact) && !facts.get(fact).toString().equals(actual.toString().replace(" ", ""))) {
            wrong.append(fact).append(" is ").append(actual).append(", recorded ").append(facts.get(fact)).append("; ");
        }
    }
}
