package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Row;

/** Values that the server sends, under the session's settings, as values of Java. */
final class CastCases implements CaseFile {

    private final Oracle oracle;

    CastCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "cast";
    }

    @Override
    public Verdict run(JsonNode recorded) {
        PgConnection connection = oracle.connect();
        try {
            List<String> names = new ArrayList<>();
            recorded.path("settings").fieldNames().forEachRemaining(names::add);
            names.forEach(name -> Oracle.await(connection.fetchOne("SELECT set_config(%s, %s, false)", name,
                    recorded.get("settings").get(name).asText())));
            Row row = Oracle.await(connection.fetchOne(recorded.get("sql").asText()));
            return judge(recorded, row, connection);
        } finally {
            Oracle.close(connection);
        }
    }

    private static Verdict judge(JsonNode recorded, Row row, PgConnection connection) {
        JsonNode expected = recorded.get("expected");
        long oid = row.columns().get(0).typeOid();
        Object actual = row.get(0);
        String shown = actual == null ? "null" : actual.getClass().getSimpleName() + " " + actual;
        if (!expected.path("type_oid").isNull() && expected.path("type_oid").asLong() != oid) {
            return Verdict.fail("type " + oid + ", " + shown);
        }
        if (expected.has("value") && Meaning.same(expected.get("value"), actual)) {
            return row.isNull(0) == recorded.path("server_text").isNull() ? Verdict.pass(shown) : Verdict.fail(shown);
        }
        Optional<String> rule = CastRules.of(recorded);
        if (rule.isEmpty()) {
            return Verdict.fail(shown);
        }
        String wrong = CastRules.broken(rule.get(), recorded, row, connection);
        return wrong == null ? Verdict.difference(rule.get(), shown) : Verdict.fail(rule.get() + ": " + wrong + ", " + shown);
    }
}
