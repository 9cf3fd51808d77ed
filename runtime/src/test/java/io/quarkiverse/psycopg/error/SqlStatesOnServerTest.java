package io.quarkiverse.psycopg.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.testsupport.TestServer;

/** The names of the SQLSTATE conditions, asked of the server: PL/pgSQL raises each by its name. */
class SqlStatesOnServerTest {

    /** Conditions of older servers. */
    private static final Set<String> GONE = Set.of("SNAPSHOT_TOO_OLD", "INVALID_LIMIT_VALUE");
    /** Names that two conditions share: the server raises the one whose constant ends in an underscore. */
    private static final Set<String> SHARED = Set.of("MODIFYING_SQL_DATA_NOT_PERMITTED", "NULL_VALUE_NOT_ALLOWED",
            "PROHIBITED_SQL_STATEMENT_ATTEMPTED", "READING_SQL_DATA_NOT_PERMITTED");

    @Test
    void theServerRaisesEveryConditionByItsName() throws Exception {
        TreeMap<String, String> different = new TreeMap<>();
        TestServer server = TestServer.v18();
        int raised = 0;
        try (Connection connection = server.jdbc(); Statement statement = connection.createStatement()) {
            for (Field constant : SqlState.class.getFields()) {
                String name = constant.getName();
                String code = (String) constant.get(null);
                if (isError(code) && !GONE.contains(name)) {
                    String seen = raise(statement, name.toLowerCase(Locale.ROOT));
                    raised++;
                    if (!seen.equals(code)) {
                        different.put(name, code + ", raised " + seen);
                    }
                }
            }
        }
        assertThat(raised).isGreaterThan(240);
        assertThat(different.keySet()).isEqualTo(SHARED);
    }

    /** Success, warnings and "no data" are nothing to raise. */
    private static boolean isError(String code) {
        return code.length() == 5 && !code.startsWith("00") && !code.startsWith("01") && !code.startsWith("02");
    }

    private static String raise(Statement statement, String condition) {
        String name = condition.endsWith("_") ? condition.substring(0, condition.length() - 1) : condition;
        try {
            statement.execute("DO $$ BEGIN RAISE " + name + "; END $$");
            return "nothing";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
