package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.condition.UndefinedFunctionException;

/** Functions and procedures are called by name, with arguments by position or name, and give values back. */
class CallProcTest extends CursorTests {

    private PgCursor cursor;

    @BeforeEach
    void routines() {
        cursor = connection.cursor();
        await(cursor.execute("""
                CREATE FUNCTION pg_temp.halves(INOUT n int, OUT rest int) LANGUAGE sql AS 'SELECT $1 / 2, $1 % 2';
                CREATE FUNCTION pg_temp.out_only(OUT a int, OUT b text) LANGUAGE sql AS $$ SELECT 7, 'seven' $$;
                CREATE FUNCTION pg_temp.table_of(n int) RETURNS TABLE (i int, sq int) LANGUAGE sql
                    AS 'SELECT g, g * g FROM generate_series(1, $1) g';
                CREATE FUNCTION pg_temp.named("a ""b" text, c int DEFAULT 5) RETURNS text LANGUAGE sql
                    AS 'SELECT $1 || $2';
                CREATE PROCEDURE pg_temp.swap(INOUT x int, INOUT y text, z int) LANGUAGE plpgsql
                    AS 'BEGIN x := x + z; y := y || z; END';
                CREATE PROCEDURE pg_temp.outs(a int, OUT doubled int, INOUT b int) LANGUAGE plpgsql
                    AS 'BEGIN doubled := a * 2; b := b + 1; END';
                CREATE PROCEDURE pg_temp.plain(a int) LANGUAGE sql AS 'SELECT $1'"""));
    }

    private static List<Object> positional(Args args) {
        return ((Args.Positional) args).values();
    }

    private static Map<String, Object> named(Args args) {
        return ((Args.Named) args).values();
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Test
    void functionIsCalledByPosition() {
        Args after = await(cursor.callProc("lower", "ABC"));
        assertThat(positional(after)).containsExactly("ABC");
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("abc");
        assertThat(cursor.query()).contains("SELECT * FROM lower('ABC')");
        assertThat(await(cursor.callProc("pi"))).isEqualTo(Args.none());
        assertThat(await(cursor.fetchOne()).getDouble(0)).isEqualTo(Math.PI);
        assertThat(cursor.query()).contains("SELECT * FROM pi()");
    }

    @Test
    void functionIsCalledByName() {
        await(cursor.callProc("make_interval", Args.named(map("days", 2))));
        assertThat(cursor.query()).contains("SELECT * FROM make_interval(\"days\":=2)");
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("2 days");
        await(cursor.callProc("make_interval", Args.named(Map.of())));
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("00:00:00");
        await(cursor.callProc("pg_temp.named", Args.named(map("a \"b", "it's"))));
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("it's5");
        assertThat(cursor.query()).contains("SELECT * FROM pg_temp.named(\"a \"\"b\":='it''s')");
    }

    @Test
    void rowsOfASetAreTheResult() {
        assertThat(positional(await(cursor.callProc("pg_temp.table_of", 3)))).containsExactly(3);
        assertThat(await(cursor.fetchAll(row -> row.getInt("sq")))).containsExactly(1, 4, 9);
        assertThat(cursor.rowCount()).isEqualTo(3);
    }

    @Test
    void inAndOutArgumentsOfAFunctionAreReplaced() {
        assertThat(positional(await(cursor.callProc("pg_temp.halves", 7)))).containsExactly(3);
        assertThat(positional(await(cursor.callProc("pg_temp.halves", 7, null)))).containsExactly(3, 1);
        assertThat(named(await(cursor.callProc("pg_temp.halves", Args.named(map("n", 9))))))
                .containsExactly(Map.entry("n", 4), Map.entry("rest", 1));
        assertThat(named(await(cursor.callProc("pg_temp.halves", Args.named(map("rest", null, "n", 9))))))
                .containsEntry("n", 4).containsEntry("rest", 1);
        assertThat(await(cursor.fetchOne()).getInt("rest")).isEqualTo(1);
        assertThat(positional(await(cursor.callProc("pg_temp.out_only", null, null)))).containsExactly(7, "seven");
    }

    @Test
    void procedureIsCalled() {
        assertThat(positional(await(cursor.callProc("pg_temp.swap", 1, "y", 2)))).containsExactly(3, "y2", 2);
        assertThat(cursor.query()).contains("CALL pg_temp.swap(1,'y',2)");
        assertThat(named(await(cursor.callProc("pg_temp.swap", Args.named(map("z", 5, "y", "a", "x", 1))))))
                .containsExactly(Map.entry("z", 5), Map.entry("y", "a5"), Map.entry("x", 6));
        assertThat(positional(await(cursor.callProc("pg_temp.plain", 1)))).containsExactly(1);
        assertThat(cursor.statusMessage()).contains("CALL");
    }

    @Test
    void outArgumentsOfAProcedureMayBeLeftOut() {
        assertThat(positional(await(cursor.callProc("pg_temp.outs", 4, 10)))).containsExactly(4, 11);
        List<Object> all = new ArrayList<>(Collections.nCopies(3, null));
        all.set(0, 4);
        all.set(2, 10);
        assertThat(positional(await(cursor.callProc("pg_temp.outs", Args.positional(all))))).containsExactly(4, 8, 11);
        assertThat(named(await(cursor.callProc("pg_temp.outs", Args.named(map("a", 4, "b", 10))))))
                .containsEntry("doubled", 8).containsEntry("b", 11);
    }

    @Test
    void otherPlaceholderStyleCallsToo() {
        PgCursor numeric = connection.cursor(CursorOptions.builder().placeholders(PlaceholderStyle.NUMERIC).build());
        assertThat(positional(await(numeric.callProc("pg_temp.swap", 1, "100%", 2)))).containsExactly(3, "100%2", 2);
        await(numeric.callProc("make_interval", Args.named(map("days", 2, "hours", 1))));
        assertThat(await(numeric.fetchOne()).getString(0)).isEqualTo("2 days 01:00:00");
    }

    @Test
    void refcursorOfAFunctionIsReadByANamedCursor() {
        await(connection.execute("BEGIN"));
        await(cursor.execute("CREATE FUNCTION pg_temp.rf(refcursor) RETURNS refcursor LANGUAGE plpgsql AS "
                + "'BEGIN OPEN $1 FOR SELECT generate_series(1, 3); RETURN $1; END'"));
        await(cursor.callProc("pg_temp.rf", "opened"));
        PgCursor opened = connection.cursor("opened");
        assertThat(ints(await(opened.fetchAll()))).containsExactly(1, 2, 3);
        await(opened.close());
        await(connection.execute("ROLLBACK"));
    }

    @Test
    void namesThatDoNotExistAreTheServersError() {
        assertThatThrownBy(() -> await(cursor.callProc("no_such_routine"))).isInstanceOf(UndefinedFunctionException.class);
        assertThatThrownBy(() -> await(cursor.callProc("make_interval", Args.named(map("nope", 2)))))
                .isInstanceOf(UndefinedFunctionException.class);
        assertThatThrownBy(() -> await(cursor.callProc("pg_temp.swap", 1))).isInstanceOf(UndefinedFunctionException.class);
    }

    @Test
    void whatIsNoNameIsRefusedBeforeAnythingIsSent() {
        await(cursor.execute("SELECT 1"));
        for (String name : List.of("", "a b", "pi(); DROP TABLE x; --", "a.", ".a", "a.b.c", "\"open", "1a", "U&\"a\"", "a;")) {
            assertThatThrownBy(() -> await(cursor.callProc(name))).as(name).isInstanceOf(ProgrammingException.class)
                    .hasMessageContaining("expected the name of a function or procedure");
        }
        assertThat(cursor.statusMessage()).contains("SELECT 1");
    }

    @Test
    void fetchBehindACallWithoutWaitingIsServedByTheCall() {
        cursor.callProc("generate_series", 1, 3).subscribeAsCompletionStage();
        assertThat(ints(await(cursor.fetchAll()))).containsExactly(1, 2, 3);
    }
}
