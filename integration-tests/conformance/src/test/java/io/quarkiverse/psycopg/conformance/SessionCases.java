package io.quarkiverse.psycopg.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.DataException;

/** Autocommit, sessions and two-phase commit: results, states, and the statements that reach the server. */
final class SessionCases implements CaseFile {

    private final Oracle oracle;
    private final String file;

    /** @param file {@code session} or {@code tpc} */
    SessionCases(Oracle oracle, String file) {
        this.oracle = oracle;
        this.file = file;
    }

    @Override
    public String name() {
        return file;
    }

    @Override
    public JsonNode expected(JsonNode recorded) {
        return recorded.has("steps") ? recorded.get("steps") : CaseFile.super.expected(recorded);
    }

    @Override
    public Verdict run(JsonNode recorded) {
        return switch (recorded.path("kind").asText("script")) {
            case "xid" -> identifier(recorded);
            case "xid_from_string" -> identifierOf(recorded);
            case "script" -> script(recorded);
            default -> Verdict.unsupported(recorded.path("kind").asText());
        };
    }

    private Verdict script(JsonNode recorded) {
        oracle.endPrepared();
        oracle.prepare("DROP SCHEMA IF EXISTS w CASCADE", "CREATE SCHEMA w");
        if (recorded.hasNonNull("setup")) {
            oracle.prepare("SET search_path = w, public; " + recorded.get("setup").asText());
        }
        try (SessionScript script = new SessionScript(oracle, recorded.path("connect_options").asText(""))) {
            return script.run(recorded.get("steps"));
        } catch (UnsupportedOperationException e) {
            return Verdict.unsupported(e.getMessage());
        } finally {
            oracle.endPrepared();
        }
    }

    private static Verdict identifier(JsonNode recorded) {
        JsonNode args = recorded.get("args");
        String gtrid = args.get(1).path("v").asText(null);
        if (gtrid == null || !args.get(2).has("v")) {
            return Verdict.difference("D22", "null is no part of an identifier");
        }
        JsonNode format = args.get(0).get("v");
        int formatId = format.isBoolean() ? format.asBoolean() ? 1 : 0 : Integer.parseInt(format.asText());
        Xid xid;
        try {
            xid = Xid.of(formatId, gtrid, args.get(2).get("v").asText());
        } catch (DataException e) {
            return recorded.has("error") ? Verdict.difference("D20", e) : Verdict.fail(e);
        }
        boolean same = recorded.has("expected") && isSame(recorded.get("expected"), xid)
                && Xid.fromString(xid.toString()).equals(xid);
        return same ? Verdict.pass(xid) : Verdict.fail(xid);
    }

    private static Verdict identifierOf(JsonNode recorded) {
        String text = recorded.get("string").asText();
        Xid xid = Xid.fromString(text);
        if (!xid.toString().equals(text)) {
            return Verdict.fail(xid);
        }
        if (isSame(recorded.get("expected"), xid)) {
            return Verdict.pass(xid);
        }
        boolean changed = !recorded.get("expected").get("str").asText().equals(text);
        return changed && xid.formatId().isEmpty() && xid.gtrid().equals(text) ? Verdict.difference("D35", xid)
                : Verdict.fail(xid);
    }

    private static boolean isSame(JsonNode expected, Xid xid) {
        JsonNode format = expected.get("format_id");
        return expected.get("str").asText().equals(xid.toString()) && expected.get("gtrid").asText().equals(xid.gtrid())
                && (format.isNull() ? xid.formatId().isEmpty() : xid.formatId().orElse(-1) == format.asInt())
                && (expected.get("bqual").isNull() ? xid.bqual().isEmpty()
                        : xid.bqual().orElse("").equals(expected.get("bqual").asText()))
                && xid.prepared().isEmpty() && xid.owner().isEmpty() && xid.database().isEmpty();
    }
}
