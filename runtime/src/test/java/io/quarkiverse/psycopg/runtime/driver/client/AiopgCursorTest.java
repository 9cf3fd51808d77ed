package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.ForwardingCursor;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.condition.DivisionByZeroException;
import io.quarkiverse.psycopg.error.condition.SyntaxException;

/**
 * The recorded behaviour of aiopg's cursors. Each test names its cases; what aiopg refuses because psycopg's asynchronous mode
 * cannot do it works here, and is asked for.
 */
class AiopgCursorTest extends CursorTests {

    @Test
    @DisplayName("aiopg-0005: a cursor's attributes, fetching, scrolling, closing; executemany and nextset work here")
    void cursorBasics() {
        PgCursor cursor = connection.cursor();
        assertThat(cursor.isClosed()).isFalse();
        assertThat(cursor.rowCount()).isEqualTo(-1);
        assertThat(cursor.rowNumber()).isZero();
        assertThat(cursor.arraySize()).isEqualTo(1);
        assertThat(cursor.iterSize()).isEqualTo(2000);
        assertThat(cursor.description()).isEmpty();
        assertThat(cursor.name()).isEmpty();
        assertThat(cursor.scrollable()).isEmpty();
        assertThat(cursor.withHold()).isFalse();
        assertThat(cursor.lastRowId()).isZero();
        assertThat(cursor.query()).isEmpty();
        assertThat(cursor.statusMessage()).isEmpty();
        assertThat(cursor.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(cursor.echo()).isFalse();
        await(cursor.execute("select generate_series(1,5)"));
        assertThat(cursor.rowCount()).isEqualTo(5);
        assertThat(cursor.statusMessage()).contains("SELECT 5");
        assertThat(cursor.description().orElseThrow()).hasSize(1);
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        assertThat(ints(await(cursor.fetchMany(2)))).containsExactly(2, 3);
        await(cursor.scroll(-1));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(3);
        await(cursor.scroll(0, ScrollMode.ABSOLUTE));
        assertThat(ints(await(cursor.fetchAll()))).containsExactly(1, 2, 3, 4, 5);
        assertThat(await(cursor.fetchOne())).isNull();
        assertThatThrownBy(() -> await(cursor.scroll(10))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("out of bounds");
        assertThat(await(cursor.nextSet())).isFalse();
        cursor.setInputSizes(1);
        cursor.setOutputSize(1);
        assertThat(cursor.mogrify("select %s", "x")).isEqualTo("select 'x'");
        await(cursor.executeMany("select %s", List.of(Args.of(1))));
        assertThat(cursor.rowCount()).isEqualTo(1);
        await(cursor.callProc("lower", "X"));
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("x");
        await(cursor.close());
        assertThat(cursor.isClosed()).isTrue();
        assertThatThrownBy(() -> await(cursor.execute("select 1"))).isInstanceOf(InterfaceException.class)
                .hasMessage("cursor already closed");
        assertThatThrownBy(() -> await(cursor.fetchOne())).isInstanceOf(InterfaceException.class);
    }

    @Test
    @DisplayName("aiopg-0006: iteration")
    void iteration() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("select generate_series(1,3)"));
        assertThat(ints(await(cursor.rows().collect().asList()))).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("aiopg-0007: errors leave the connection usable")
    void errors() {
        PgCursor cursor = connection.cursor();
        assertThatThrownBy(() -> await(cursor.execute("select 1/0"))).isInstanceOf(DivisionByZeroException.class);
        await(cursor.execute("select 2"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(2);
        assertThatThrownBy(() -> await(cursor.execute(""))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("can't execute an empty query");
        assertThatThrownBy(() -> await(cursor.execute("select %s"))).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> await(cursor.execute("select %s", 1, 2))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.execute("select %(a)s", Args.named(Map.of()))))
                .isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.fetchAll())).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("no results to fetch");
    }

    @Test
    @DisplayName("aiopg-0008: arguments by position and by name, and the query with them")
    void params() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("select %s, %s", 1, "it's"));
        Row row = await(cursor.fetchOne());
        assertThat(row.getInt(0)).isEqualTo(1);
        assertThat(row.getString(1)).isEqualTo("it's");
        await(cursor.execute("select %(a)s", Args.named(Map.of("a", 5))));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(5);
        assertThat(cursor.query()).contains("select 5");
    }

    @Test
    @DisplayName("aiopg-0013: two cursors on one connection; both stay open")
    void twoCursors() {
        PgCursor one = connection.cursor();
        PgCursor two = connection.cursor();
        await(one.execute("select 1"));
        await(two.execute("select 2"));
        assertThat(one.isClosed()).isFalse();
        assertThat(await(two.fetchOne()).getInt(0)).isEqualTo(2);
        assertThat(await(one.fetchOne()).getInt(0)).isEqualTo(1);
    }

    @Test
    @DisplayName("aiopg-0014: named cursors work here")
    void namedCursor() {
        await(connection.execute("begin"));
        PgCursor cursor = connection.cursor("n");
        await(cursor.execute("select 1"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        await(connection.execute("commit"));
    }

    @Test
    @DisplayName("aiopg-0015: a cursor for a block is closed behind it")
    void cursorBlocks() {
        PgCursor[] seen = new PgCursor[1];
        Row row = await(connection.withCursor(cursor -> {
            seen[0] = cursor;
            return cursor.execute("select 1").chain(() -> cursor.fetchOne());
        }));
        assertThat(row.getInt(0)).isEqualTo(1);
        assertThat(seen[0].isClosed()).isTrue();
    }

    @Test
    @DisplayName("aiopg-0017: cursor factories per connection and per cursor; rows as maps")
    void cursorFactories() {
        connection.cursorFactory(plain -> new ForwardingCursor(plain) {
        });
        PgCursor cursor = connection.cursor();
        assertThat(cursor).isInstanceOf(ForwardingCursor.class);
        await(cursor.execute("select 1 as a"));
        assertThat(await(cursor.fetchOne()).get("a")).isEqualTo(1);
        PgCursor other = connection.cursor(CursorOptions.builder().factory(CursorFactory.PLAIN).build());
        await(other.execute("select 1 as a"));
        Map<String, Object> map = await(other.fetchOne(Row::toMap));
        assertThat(map).containsExactly(Map.entry("a", 1));
    }

    @Test
    @DisplayName("aiopg-0021: COPY by execute is refused, and the connection goes on")
    void copyByExecute() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("create temp table t (a int)"));
        assertThatThrownBy(() -> await(cursor.execute("copy t to stdout"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("copy operations");
        assertThatThrownBy(() -> await(cursor.execute("copy t from stdin"))).isInstanceOf(ProgrammingException.class);
        await(cursor.execute("select 1"));
    }
}
