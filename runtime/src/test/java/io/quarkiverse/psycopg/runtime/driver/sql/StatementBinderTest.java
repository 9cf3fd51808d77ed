package io.quarkiverse.psycopg.runtime.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.ProgrammingException;

class StatementBinderTest {

    private final StatementBinder pyformat = new StatementBinder(PlaceholderStyle.PYFORMAT);
    private final StatementBinder numeric = new StatementBinder(PlaceholderStyle.NUMERIC);

    @Test
    void withoutArgumentsNothingIsScanned() {
        for (String sql : List.of("select 'a%', %s, %(x)s, $1", "100%", "%")) {
            BoundSql bound = pyformat.bind(sql, Args.none());
            assertThat(bound.sql()).isSameAs(sql);
            assertThat(bound.values()).isEmpty();
        }
    }

    @Test
    void positionsBecomeParameters() {
        bound("select %s, %s", Args.of("a", null), "select $1, $2", "a", null);
        bound("select '%%', %s%%", Args.of(1), "select '%', $1%", 1);
        bound("select '%%'", Args.positional(List.of()), "select '%'");
        bound("select null is %s", Args.of((Object[]) null), "select null is $1", (Object) null);
    }

    @Test
    void namesBecomeOneParameterEach() {
        bound("select %(a)s, %(b c)s, %(a)s", Args.named(Map.of("a", 1, "b c", 2, "spare", 3)), "select $1, $2, $1", 1, 2);
        bound("select %(a)s", Args.named(Collections.singletonMap("a", null)), "select $1", (Object) null);
        bound("select 1%%", Args.named(Map.of("a", 1)), "select 1%");
    }

    @Test
    void parametersStayTokensOfTheirOwn() {
        bound("limit%s", Args.of(1), "limit $1", 1);
        bound("%s%s", Args.of(1, 2), "$1 $2", 1, 2);
        bound("%sand 1%s0", Args.of(1, 2), "$1 and 1 $2 0", 1, 2);
        bound("%(a)s%(a)s", Args.named(Map.of("a", 1)), "$1 $1", 1);
        bound("-%s::int", Args.of(1), "-$1::int", 1);
    }

    @Test
    void tuplesSpreadOverTheirOwnParameters() {
        bound("a = %s and b in %s and c = %s", Args.of(1, PgTuple.of(2, null), 3), "a = $1 and b in ($2,$3) and c = $4", 1, 2,
                null, 3);
        bound("(a, b) in %s", Args.of(PgTuple.of(PgTuple.of(1, 2), PgTuple.of(3, 4))), "(a, b) in (($1,$2),($3,$4))", 1, 2, 3,
                4);
        bound("a in %(x)s or b in %(x)s", Args.named(Map.of("x", PgTuple.of(7))), "a in ($1) or b in ($1)", 7);
        fails("a in %s", Args.of(PgTuple.of()), "a PgTuple of at least one element");
        fails("a in %s", Args.of(PgTuple.of(1, PgTuple.of())), "a PgTuple of at least one element");
    }

    @Test
    void numericPlaceholdersAreTheServersOwn() {
        BoundSql bound = numeric.bind("select $2, '$3', $1 % 2, $1", Args.of("a", "b"));
        assertThat(bound.sql()).isEqualTo("select $2, '$3', $1 % 2, $1");
        assertThat(bound.values()).containsExactly("a", "b");
        bound = numeric.bind("a = $2 and b in $1", Args.of(PgTuple.of(1, 2), 3));
        assertThat(bound.sql()).isEqualTo("a = $3 and b in ($1,$2)");
        assertThat(bound.values()).containsExactly(1, 2, 3);
    }

    @Test
    void aLonePercentIsToBeDoubled() {
        for (String sql : List.of("100%", "select '%'", "%d", "% s", "%5s", "%1$s", "like 'a%b'", "%S", "%☃", "%*s", "%)s")) {
            fails(sql, Args.of(1), "%%");
        }
        assertThatThrownBy(() -> pyformat.bind("select 10 % 3, %s", Args.of(1))).isInstanceOf(ProgrammingException.class)
                .hasMessage("expected %s, %(name)s or %%, got \"% 3, %s\" at character 11: "
                        + "double a % that is meant as itself (%%)");
    }

    @Test
    void malformedNamesAreRefused() {
        Args args = Args.named(Map.of("a", 1));
        for (String sql : List.of("%(a", "%(", "%(a, %(a)s", "%(a%)s", "%(a)", "%(a)d", "%(a)5s", "%(a)%")) {
            fails(sql, args, "expected %(name)s, got \"" + sql);
        }
    }

    @Test
    void argumentsMustFitThePlaceholders() {
        fails("select %s, %s", Args.of(1), "expected 2 arguments for the %s placeholders, got 1");
        fails("select %s", Args.of(1, 2), "expected 1 argument for the %s placeholders, got 2");
        fails("select 1", Args.of(1), "expected 0 arguments for the %s placeholders, got 1");
        fails("select %s", Args.positional(List.of()), "got 0");
        fails("select %s", Args.named(Map.of("a", 1)), "write %(name)s");
        fails("select %(a)s", Args.of(1), "pass Args.named");
        fails("select %(a)s, %(b)s", Args.named(Map.of("a", 1)), "expected an argument named \"b\"");
        fails("select %s, %(a)s", Args.of(1, 2), "one kind of placeholder");
        fails("select %(a)s, %s", Args.named(Map.of("a", 1)), "one kind of placeholder");
    }

    @Test
    void anErrorForOneStyleNamesTheOther() {
        fails("select $1", Args.of(1), "NUMERIC");
        fails("select $1, %s", Args.of(1), "NUMERIC");
        assertThatThrownBy(() -> numeric.bind("select %s", Args.of(1))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("PYFORMAT");
        assertThatThrownBy(() -> numeric.bind("select %(a)s, $1", Args.named(Map.of("a", 1))))
                .isInstanceOf(ProgrammingException.class).hasMessageContaining("PYFORMAT");
        assertThatThrownBy(() -> numeric.bind("select $1, $3", Args.of(1, 2))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("expected 3 arguments for the $n placeholders, got 2");
        assertThatThrownBy(() -> numeric.bind("select $0", Args.of(1))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("from $1");
        assertThatThrownBy(() -> numeric.bind("select $99999999999999", Args.of(1))).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void placeholdersInsideOtherTokensAreRefused() {
        fails("select '%s'", Args.of("v"), "inside a string literal at character 9");
        fails("select E'\\'%s'", Args.of("v"), "inside a string literal");
        fails("select '%s", Args.of("v"), "inside a string literal");
        fails("select $$ %s $$", Args.of("v"), "inside a dollar-quoted string");
        fails("select 1 -- %s", Args.of("v"), "inside a comment");
        fails("/* /* */ %s */ select 1", Args.of("v"), "inside a comment");
        fails("select \"%s\"", Args.of("v"), "inside a quoted identifier");
        fails("select U&\"%(a)s\"", Args.named(Map.of("a", 1)), "inside a quoted identifier");
    }

    @Test
    void backslashesCountByStandardConformingStrings() {
        String sql = "select 'a\\', %s, 'b'";
        assertThat(pyformat.bind(sql, Args.of(1)).sql()).isEqualTo("select 'a\\', $1, 'b'");
        Literals escaping = Literals.standalone().with(SessionTraits.NONE.with("standard_conforming_strings", "off"));
        assertThatThrownBy(() -> pyformat.bind(sql, Args.of(1), escaping)).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("a string literal");
    }

    @Test
    void aStatementWithoutParametersNamesTheOtherWays() {
        for (String sql : List.of("SET TimeZone = %s", "notify paid, %s", "-- note\nALTER ROLE x PASSWORD %s", "DO %s",
                "CREATE ROLE x PASSWORD %s", "/* a */ listen %s")) {
            fails(sql, Args.of("secret"), "Sql, or write its arguments out with mogrify");
        }
        bound("SET x = '%%'", Args.positional(List.of()), "SET x = '%'");
        bound("create table t as select %s", Args.of(1), "create table t as select $1", 1);
        bound("(select %s)", Args.of(1), "(select $1)", 1);
    }

    @Test
    void moreParametersThanTheProtocolCountsAreRefused() {
        Object[] most = new Object[65_535];
        assertThat(pyformat.bind("x in %s", Args.of(PgTuple.of(most))).values()).hasSize(65_535);
        fails("x in %s", Args.of(PgTuple.of(new Object[65_536])), "at most 65535 parameters, got 65536");
        fails("%s,".repeat(65_536), Args.of(new Object[65_536]), "at most 65535 parameters, got 65536");
    }

    @Test
    void aStatementIsScannedOnceAndTheMemoryIsBounded() {
        StatementBinder binder = new StatementBinder(PlaceholderStyle.PYFORMAT, 8, Adapters.create());
        Statement kept = binder.statement("select %s", true);
        for (int i = 0; i < 100; i++) {
            assertThat(binder.statement("select %s", true)).isSameAs(kept);
            binder.bind("select %s, " + i, Args.of(i));
        }
        assertThat(binder.size()).isEqualTo(8);
        StatementBinder forgetful = new StatementBinder(PlaceholderStyle.PYFORMAT, 0, Adapters.create());
        assertThat(forgetful.bind("select %s", Args.of(1)).sql()).isEqualTo("select $1");
        assertThat(forgetful.size()).isZero();
        binder.bind("select %s" + " ".repeat(40_000), Args.of(1));
        assertThat(binder.size()).isEqualTo(8);
    }

    @Test
    void withoutTuplesTheTextIsNotBuiltAgain() {
        BoundSql first = pyformat.bind("select %s", Args.of(1));
        assertThat(pyformat.bind("select %s", Args.of(2)).sql()).isSameAs(first.sql());
    }

    @Test
    void noValueShowsInToString() {
        assertThat(pyformat.bind("select %s", Args.of("secret")).toString()).doesNotContain("secret");
        assertThatThrownBy(() -> pyformat.bind("select %s, %s", Args.of("secret"))).hasMessageNotContaining("secret");
    }

    private void bound(String sql, Args args, String expected, Object... values) {
        BoundSql bound = pyformat.bind(sql, args);
        assertThat(bound.sql()).isEqualTo(expected);
        assertThat(bound.values()).containsExactly(values);
    }

    private void fails(String sql, Args args, String message) {
        assertThatThrownBy(() -> pyformat.bind(sql, args)).as(sql).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining(message);
    }
}
