package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.ForwardingConnection;
import io.quarkiverse.psycopg.ForwardingCursor;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.smallrye.mutiny.Uni;

/** Cursors and connections of an application's own making, per cursor, per connection and per pool. */
class FactoriesTest extends CursorTests {

    private final List<String> log = new CopyOnWriteArrayList<>();

    /** The example of psycopg's page "Connection and cursor factories". */
    private final class LoggingCursor extends ForwardingCursor {

        private LoggingCursor(PgCursor cursor) {
            super(cursor);
        }

        @Override
        public Uni<Void> execute(String sql, Args args) {
            log.add(mogrify(sql, args));
            return super.execute(sql, args).onFailure().invoke(e -> log.add(e.getClass().getSimpleName()));
        }
    }

    private final class CountingConnection extends ForwardingConnection {

        private int statements;

        private CountingConnection(PgConnection connection) {
            super(connection);
        }

        @Override
        public Uni<CommandTag> execute(String sql, Args args) {
            statements++;
            return super.execute(sql, args);
        }
    }

    @Test
    void loggingCursorOfTheReferencePage() {
        PgCursor cursor = connection.cursor(CursorOptions.builder().factory(LoggingCursor::new).build());
        await(connection.execute("CREATE TEMP TABLE mytable (a int, b int, c int)"));
        await(cursor.execute("INSERT INTO mytable VALUES (%s, %s, %s)", 10, 20, 30));
        assertThatThrownBy(() -> await(cursor.execute("SELECT 1/0"))).isInstanceOf(DataException.class);
        assertThat(log).containsExactly("INSERT INTO mytable VALUES (10, 20, 30)", "SELECT 1/0", "DivisionByZeroException");
    }

    @Test
    void factoryOfTheConnectionMakesAllItsCursors() {
        connection.cursorFactory(LoggingCursor::new);
        assertThat(connection.cursor()).isInstanceOf(LoggingCursor.class);
        assertThat(connection.cursor("n")).isInstanceOf(LoggingCursor.class);
        assertThat(connection.cursor().raw()).isNotInstanceOf(LoggingCursor.class);
        await(connection.withCursor(cursor -> cursor.execute("SELECT 1")));
        assertThat(log).containsExactly("SELECT 1");
        assertThat(connection.cursor(CursorOptions.builder().factory(cursor -> cursor).build()))
                .isNotInstanceOf(LoggingCursor.class);
    }

    @Test
    void connectionFactoryMakesTheConnectionThatBlocksAndCursorsKnow() {
        PgConnection counting = await(driver.connect(server(), CountingConnection::new));
        try {
            assertThat(counting).isInstanceOf(CountingConnection.class);
            await(counting.execute("SELECT 1"));
            await(counting.execute("SELECT %s", 1));
            await(counting.inTransaction(inner -> {
                assertThat(inner).isSameAs(counting);
                return inner.execute("SELECT 3");
            }));
            assertThat(((CountingConnection) counting).statements).isEqualTo(3);
            assertThat(counting.cursor().connection()).isSameAs(counting);
            PgConnection seen = await(counting.withCursor(cursor -> Uni.createFrom().item(cursor.connection())));
            assertThat(seen).isSameAs(counting);
            assertThat(counting.raw()).isNotSameAs(counting);
            counting.cursorFactory(LoggingCursor::new);
            assertThat(counting.cursor()).isInstanceOf(LoggingCursor.class);
            assertThat(counting.cursor().connection()).isSameAs(counting);
        } finally {
            await(counting.close());
        }
    }

    @Test
    void poolMakesConnectionsAndCursorsByItsFactories() {
        PgPool pool = driver.createPool(server(), PgPoolOptions.builder().maxSize(1).connectionFactory(CountingConnection::new)
                .cursorFactory(LoggingCursor::new).build());
        PgConnection borrowed = await(pool.acquire());
        assertThat(borrowed).isInstanceOf(CountingConnection.class);
        assertThat(borrowed.cursor()).isInstanceOf(LoggingCursor.class);
        await(borrowed.close());
        await(pool.withCursor(cursor -> cursor.execute("SELECT %s", 5)));
        assertThat(log).containsExactly("SELECT 5");
        int counted = await(pool.inTransaction(inner -> inner.execute("SELECT 1")
                .map(done -> ((CountingConnection) inner).statements)));
        assertThat(counted).isEqualTo(1);
        await(pool.close());
    }

    @Test
    void factoryThatFailsLeaksNothing() {
        boolean[] broken = { true };
        PgPool pool = driver.createPool(server(), PgPoolOptions.builder().maxSize(1).connectionFactory(inner -> {
            if (broken[0]) {
                throw new IllegalStateException("no connection today");
            }
            return inner;
        }).build());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> await(pool.acquire())).isInstanceOf(IllegalStateException.class);
        }
        broken[0] = false;
        await(await(pool.acquire()).close());
        await(pool.close());
        assertThatThrownBy(() -> connection.cursor(CursorOptions.builder().factory(inner -> null).build()))
                .isInstanceOf(InterfaceException.class).hasMessageContaining("got null");
        assertThatThrownBy(() -> await(driver.connect(server(), inner -> null))).isInstanceOf(InterfaceException.class)
                .hasMessageContaining("got null");
    }

    @Test
    void rowsBecomeMapsOrWhateverAMapperMakes() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT 1 AS b, 'x'::text AS a"));
        Map<String, Object> map = await(cursor.fetchOne(Row::toMap));
        assertThat(map).containsExactly(Map.entry("b", 1), Map.entry("a", "x"));
        await(cursor.scroll(-1));
        assertThat(await(cursor.fetchAll(row -> row.getString("a") + row.getInt("b")))).containsExactly("x1");
    }

    private record Pair(int number, String text) {
    }

    @Test
    void rowsBecomeWhatTheMapperOfAClassMakes() {
        driver.registerMapper(Pair.class, row -> new Pair(row.getInt(0), row.getString(1)));
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT g, 'x' || g FROM generate_series(1, 4) g"));
        assertThat(await(cursor.fetchOne(Pair.class))).isEqualTo(new Pair(1, "x1"));
        assertThat(await(cursor.fetchMany(Pair.class, 2))).hasSize(2);
        assertThat(await(cursor.rows(Pair.class).collect().asList())).containsExactly(new Pair(4, "x4"));
        assertThat(await(cursor.fetchAll(Pair.class))).isEmpty();
        assertThatThrownBy(() -> await(cursor.fetchOne(String.class))).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void forwardingClassesForwardEverythingThatIsNotDefinedByOtherMethods() {
        assertThat(notForwarded(ForwardingCursor.class, PgCursor.class)).isEmpty();
        assertThat(notForwarded(ForwardingConnection.class, PgConnection.class)).isEmpty();
        assertThat(forwardedNeedlessly(ForwardingCursor.class, PgCursor.class)).isEmpty();
        assertThat(forwardedNeedlessly(ForwardingConnection.class, PgConnection.class)).isEmpty();
    }

    private static List<String> notForwarded(Class<?> forwarding, Class<?> api) {
        return Arrays.stream(api.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> !declares(forwarding, method)).map(Method::toString).toList();
    }

    /** A default method that is forwarded would pass by what a subclass overrides. */
    private static List<String> forwardedNeedlessly(Class<?> forwarding, Class<?> api) {
        List<String> found = new ArrayList<>();
        for (Method method : api.getMethods()) {
            if (method.isDefault() && declares(forwarding, method)) {
                found.add(method.toString());
            }
        }
        return found;
    }

    private static boolean declares(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(own -> own.getName().equals(method.getName())
                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }
}
