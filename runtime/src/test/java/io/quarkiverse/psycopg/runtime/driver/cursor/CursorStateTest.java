package io.quarkiverse.psycopg.runtime.driver.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.RowDescription;

/** Where a cursor stands in its results, and what it tells of them, without a server. */
class CursorStateTest {

    private final CursorState state = new CursorState();

    private static ResultSet rows(int count) {
        Columns columns = Columns.of(new RowDescription(List.of()), TypeRegistry.builtin().child());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new WireRow(columns, new byte[0], 0, 0));
        }
        return new ResultSet(new CommandTag("SELECT " + count), columns, rows);
    }

    private static ResultSet command(String tag) {
        return new ResultSet(new CommandTag(tag), null, List.of());
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(state.rowCount()).isEqualTo(-1);
        assertThat(state.statusMessage()).isNull();
        assertThat(state.hasResult()).isFalse();
        assertThat(state.next()).isNull();
        assertThat(state.next(5)).isEmpty();
        assertThat(state.nextSet()).isFalse();
        assertThatThrownBy(state::requireResult).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> state.scroll(0, ScrollMode.ABSOLUTE)).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void rowsAreTakenInOrderAndNoFurther() {
        state.fetched(rows(5));
        assertThat(state.next()).isNotNull();
        assertThat(state.next(2)).hasSize(2);
        assertThat(state.rowNumber()).isEqualTo(3);
        assertThat(state.next(0)).isEmpty();
        assertThat(state.next(-1)).hasSize(2);
        assertThat(state.next(10)).isEmpty();
        assertThat(state.hasNext()).isFalse();
    }

    @Test
    void scrollStaysInsideWhateverTheNumber() {
        state.fetched(rows(3));
        state.next();
        for (int value : new int[] { Integer.MAX_VALUE, Integer.MIN_VALUE, 2, -2 }) {
            assertThatThrownBy(() -> state.scroll(value, ScrollMode.RELATIVE)).isInstanceOf(ProgrammingException.class);
        }
        assertThat(state.rowNumber()).isEqualTo(1);
        state.scroll(1, ScrollMode.RELATIVE);
        assertThat(state.rowNumber()).isEqualTo(2);
    }

    @Test
    void countsOfManyEntriesAreAddedUnlessOneHasNone() {
        state.executedMany(new long[] { 1, 2, 3 }, new CommandTag("UPDATE 3"));
        assertThat(state.rowCount()).isEqualTo(6);
        state.executedMany(new long[] { 1, -1, 3 }, new CommandTag("CREATE TABLE"));
        assertThat(state.rowCount()).isEqualTo(-1);
        state.executedMany(new long[0], new CommandTag("ignored"));
        assertThat(state.rowCount()).isZero();
        assertThat(state.statusMessage()).isEqualTo("CREATE TABLE");
    }

    @Test
    void lastOfSeveralResultsIsCurrent() {
        state.executed(List.of(rows(1), command("CREATE TABLE"), rows(2)));
        assertThat(state.rowCount()).isEqualTo(2);
        assertThat(state.nextSet()).isFalse();
        assertThat(state.firstSet()).isTrue();
        assertThat(state.rowCount()).isEqualTo(1);
        assertThat(state.nextSet()).isTrue();
        assertThat(state.hasResult()).isFalse();
        assertThat(state.rowCount()).isEqualTo(-1);
    }

    @Test
    void failureLeavesAnEmptyWordAndNoResult() {
        state.fetched(rows(2));
        state.failed();
        assertThat(state.statusMessage()).isEmpty();
        assertThat(state.rowCount()).isEqualTo(-1);
        assertThat(state.hasResult()).isFalse();
    }

    @Test
    void releasedRowsLeaveWhatWasTold() {
        state.fetched(rows(2));
        state.release();
        assertThat(state.statusMessage()).isEqualTo("SELECT 2");
        assertThat(state.hasNext()).isFalse();
    }
}
