package io.quarkiverse.psycopg.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.PgConnection;

/** Cursors on the client and on the server: what each step gives, and what the cursor tells after it. */
final class CursorCases implements CaseFile {

    private final Oracle oracle;

    CursorCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "cursor";
    }

    @Override
    public JsonNode expected(JsonNode recorded) {
        return recorded.get("steps");
    }

    @Override
    public Verdict run(JsonNode recorded) {
        oracle.prepare("DROP SCHEMA IF EXISTS w CASCADE", "CREATE SCHEMA w");
        PgConnection connection = oracle.connect(oracle.options().options("-c timezone=UTC -c search_path=w,public").build());
        try {
            if (!recorded.path("setup").isNull()) {
                Oracle.await(connection.execute(recorded.get("setup").asText()));
            }
            Oracle.await(connection.autocommit(false));
            return new CursorScript(connection).judge(recorded.get("steps"));
        } finally {
            Oracle.close(connection);
        }
    }
}
