package io.quarkiverse.psycopg.runtime.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.AsIs;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.SqlAdaptable;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.RawValue;

class AdaptersTest {

    record Point(double x, double y) {
    }

    interface Named {
        String label();
    }

    enum Color implements Named {
        RED;

        @Override
        public String label() {
            return "r";
        }
    }

    record Money(String amount) implements SqlAdaptable {
        @Override
        public Object adaptTo(SqlContext context) {
            return RawValue.ofText("numeric", amount);
        }
    }

    private static final Adapter<Point> POINT = (p, context) -> RawValue.ofText("point", "(" + p.x() + "," + p.y() + ")");

    private final Adapters global = Adapters.create();
    private final Adapters cursor = global.child().child();

    private String literal(Object value) {
        return new Literals(new SessionTraits(180006, StringSyntax.CONFORMING, "UTF8"), cursor, PlaceholderStyle.PYFORMAT)
                .literal(value);
    }

    @Test
    void anAdapterGivesTheValueThatIsSent() {
        global.register(Point.class, POINT);
        assertThat(literal(new Point(1, 2))).isEqualTo("'(1.0,2.0)'::point");
        assertThat(literal(List.of(new Point(1, 2)))).isEqualTo("ARRAY['(1.0,2.0)'::point]");
        assertThat(literal(PgTuple.of(new Point(1, 2), 3))).isEqualTo("('(1.0,2.0)'::point, 3)");
        assertThat(literal(Optional.of(new Point(1, 2)))).isEqualTo("'(1.0,2.0)'::point");
    }

    @Test
    void theInnermostScopeComesFirst() {
        global.register(Point.class, POINT);
        cursor.register(Point.class, (p, context) -> "inner");
        assertThat(literal(new Point(1, 2))).isEqualTo("'inner'");
        assertThat(global.list()).containsEntry(Point.class, POINT);
        assertThat(cursor.list()).hasSize(1).doesNotContainEntry(Point.class, POINT);
    }

    @Test
    void anAdapterForASupertypeTakesItsSubclasses() {
        global.register(Named.class, (n, context) -> n.label());
        assertThat(literal(Color.RED)).isEqualTo("'r'");
        cursor.register(Color.class, (c, context) -> 7);
        assertThat(literal(Color.RED)).isEqualTo("7");
    }

    @Test
    void anAdapterForEverythingLeavesTheDriversOwnClassesAlone() {
        global.register(Object.class, (o, context) -> "any");
        assertThat(literal(5)).isEqualTo("5");
        assertThat(literal("x")).isEqualTo("'x'");
        assertThat(literal(new Object())).isEqualTo("'any'");
        global.register(Integer.class, (i, context) -> "int");
        assertThat(literal(5)).isEqualTo("'int'");
    }

    @Test
    void anObjectMayAdaptItself() {
        assertThat(literal(new Money("1.50"))).isEqualTo("'1.50'::numeric");
        global.register(Money.class, (m, context) -> m.amount());
        assertThat(literal(new Money("1.50"))).isEqualTo("'1.50'");
    }

    @Test
    void anAdapterMayWriteItsOwnLiteral() {
        global.register(Point.class, new Adapter<Point>() {
            @Override
            public Object adapt(Point value, SqlContext context) {
                throw new AssertionError("the literal is enough");
            }

            @Override
            public Optional<String> literal(Point value, SqlContext context) {
                return Optional.of("point(" + context.literal(value.x()) + "," + context.literal(value.y()) + ")");
            }
        });
        assertThat(literal(new Point(1, -2))).isEqualTo("point(1.0, -2.0)");
    }

    @Test
    void adaptersAreToldOfTheSession() {
        global.register(Point.class, (p, context) -> context.isConnected() + " " + context.serverVersion() + " "
                + context.standardConformingStrings() + " " + context.clientEncoding());
        assertThat(literal(new Point(1, 2))).isEqualTo("'true 180006 true UTF8'");
    }

    @Test
    void rubbishIsRefused() {
        global.register(Point.class, (p, context) -> new AsIs("'open"));
        refused(new Point(1, 2), "leaves a string literal open");
        global.register(Point.class, (p, context) -> p);
        refused(new Point(1, 2), "its own value");
        global.register(Point.class, (p, context) -> new Object());
        refused(new Point(1, 2), "register an Adapter<Object>");
        global.register(Point.class, (p, context) -> {
            throw new IllegalStateException("secret");
        });
        assertThatThrownBy(() -> literal(new Point(1, 2))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining(Point.class.getName()).hasMessageNotContaining("secret")
                .hasRootCauseInstanceOf(IllegalStateException.class);
        global.register(Point.class, (p, context) -> null);
        assertThat(literal(new Point(1, 2))).isEqualTo("NULL");
    }

    @Test
    void boundValuesAreAdaptedBeforeTuplesAreSpread() {
        global.register(Point.class, POINT);
        cursor.register(Color.class, (c, context) -> PgTuple.of(1, 2));
        Literals literals = new Literals(SessionTraits.NONE, cursor, PlaceholderStyle.PYFORMAT);
        StatementBinder binder = new StatementBinder(PlaceholderStyle.PYFORMAT);
        BoundSql bound = binder.bind("a = %s and b in %s and c = any(%s)",
                Args.of(new Point(1, 2), Color.RED, List.of(new Point(3, 4))), literals);
        RawValue first = RawValue.ofText("point", "(1.0,2.0)");
        assertThat(bound.sql()).isEqualTo("a = $1 and b in ($2,$3) and c = any($4)");
        assertThat(bound.values()).containsExactly(first, 1, 2, List.of(RawValue.ofText("point", "(3.0,4.0)")));
        assertThatThrownBy(() -> binder.bind("select %s", Args.of(new AsIs("now()")), literals))
                .isInstanceOf(ProgrammingException.class).hasMessageContaining("Sql");
    }

    private void refused(Object value, String message) {
        assertThatThrownBy(() -> literal(value)).isInstanceOf(ProgrammingException.class).hasMessageContaining(message);
    }
}
