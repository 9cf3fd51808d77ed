package io.quarkiverse.psycopg.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The class of a server's error against the recorded table of psycopg's classes, named by rule D20. */
class ServerErrorsTest {

    private static final Path CASES = Path.of("../integration-tests/conformance/cases/error_classes.json");

    @Test
    void everyRecordedSqlStateHasItsClassBelowItsDbApiClass() throws IOException {
        int compared = 0;
        for (JsonNode row : rows("class")) {
            PgException error = ServerErrors.of(diagnostics("C", row.get("sqlstate").asText()));
            assertThat(error.getClass().getSimpleName()).isEqualTo(className(row.get("class").asText()));
            assertThat(ancestors(error)).contains(className(row.get("dbapi").asText()));
            assertThat(error.sqlState()).contains(row.get("sqlstate").asText());
            compared++;
        }
        assertThat(compared).isEqualTo(251);
    }

    @Test
    void everyRecordedConstantIsThere() throws Exception {
        for (JsonNode row : rows("constant")) {
            assertThat(SqlState.class.getField(row.get("constant").asText()).get(null)).isEqualTo(row.get("sqlstate").asText());
            assertThat(SqlState.lookup(row.get("sqlstate").asText())).contains(row.get("constant").asText());
        }
    }

    @Test
    void lookupKnowsCodesAndClassesAndNothingElse() throws IOException {
        for (JsonNode row : rows("errorcodes.lookup")) {
            String expected = row.path("result").asText(null);
            assertThat(SqlState.lookup(row.get("errorcodes.lookup").asText()).orElse(null)).isEqualTo(expected);
        }
    }

    @Test
    void whatHasNoClassInPsycopgHasThatOfItsSqlStateClass() throws IOException {
        for (JsonNode row : rows("lookup")) {
            String code = row.get("lookup").asText();
            PgException error = ServerErrors.of(diagnostics("C", code));
            Class<?> expected = code.equals("23999") ? IntegrityException.class
                    : code.equals("XX999") ? InternalException.class : DatabaseException.class;
            assertThat(error).as(code).isExactlyInstanceOf(expected);
        }
        assertThat(ServerErrors.of(diagnostics("C", "40XYZ"))).isExactlyInstanceOf(TransactionRollbackException.class);
        assertThat(ServerErrors.of(diagnostics("C", "ZX123"))).isExactlyInstanceOf(DatabaseException.class);
        assertThat(ServerErrors.of(diagnostics("C", "01000"))).isExactlyInstanceOf(DatabaseException.class);
    }

    @Test
    void anErrorWithoutSqlStateIsADatabaseException() {
        PgException error = ServerErrors.of(diagnostics("M", "no such thing"));
        assertThat(error).isExactlyInstanceOf(DatabaseException.class).hasMessage("no such thing");
        assertThat(error.sqlState()).isEmpty();
        assertThat(ServerErrors.of(diagnostics())).hasMessage("the server reported an error without a message");
    }

    @Test
    void queryCanceledAndTransactionRollbackAreOneClassEach() {
        assertThat(ServerErrors.of(diagnostics("C", "57014"))).isExactlyInstanceOf(QueryCanceledException.class);
        assertThat(ServerErrors.of(diagnostics("C", "40000"))).isExactlyInstanceOf(TransactionRollbackException.class);
        assertThat(ServerErrors.of(diagnostics("C", "40001"))).isInstanceOf(TransactionRollbackException.class);
        assertThat(ServerErrors.of(diagnostics("C", "40P01"))).isInstanceOf(TransactionRollbackException.class);
    }

    static Diagnostics diagnostics(String... codesAndValues) {
        Map<Character, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < codesAndValues.length; i += 2) {
            fields.put(codesAndValues[i].charAt(0), codesAndValues[i + 1]);
        }
        return new Diagnostics(fields);
    }

    /** Rule D20. */
    private static String className(String psycopg) {
        String name = psycopg.endsWith("Error") ? psycopg.substring(0, psycopg.length() - 5) : psycopg;
        return name.replace("_", "") + "Exception";
    }

    private static List<String> ancestors(Object object) {
        List<String> names = new ArrayList<>();
        for (Class<?> c = object.getClass(); c != null; c = c.getSuperclass()) {
            names.add(c.getSimpleName());
        }
        return names;
    }

    private static List<JsonNode> rows(String key) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper().readTree(CASES.toFile()).forEach(row -> {
            if (row.hasNonNull(key)) {
                rows.add(row);
            }
        });
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
