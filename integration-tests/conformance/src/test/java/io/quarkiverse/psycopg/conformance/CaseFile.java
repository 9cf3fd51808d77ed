package io.quarkiverse.psycopg.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/** How the cases of one file are run. */
interface CaseFile {

    /** The file's name without {@code .json}. */
    String name();

    /** Asks the driver, and holds its answer against what was recorded. What it throws is a failure of the case. */
    Verdict run(JsonNode recorded);

    /** Whether this is a description rather than a case: ported by hand, and not counted. */
    default boolean leavesOut(JsonNode recorded) {
        return false;
    }

    /** What the report shows as expected. */
    default JsonNode expected(JsonNode recorded) {
        return recorded.has("error") ? recorded.get("error") : recorded.path("expected");
    }
}
