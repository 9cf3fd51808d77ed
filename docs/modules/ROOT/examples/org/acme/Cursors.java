package org.acme;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.ForwardingCursor;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Cursors {

    @Inject
    PgPool pool;

    // tag::client[]
    public Uni<String> report(int from) {
        return pool.withCursor(cursor -> cursor
                .execute("SELECT g, g * g FROM generate_series(%s, 10) g", from)
                .chain(() -> cursor.fetchMany(3))
                .chain(first -> cursor.fetchAll().map(rest -> cursor.statusMessage().orElse("") + ": "
                        + first.size() + " and " + rest.size() + " rows, last column "
                        + cursor.description().orElseThrow().get(1).name())));
    }
    // end::client[]

    // tag::named[]
    public Uni<Long> sum() {
        CursorOptions options = CursorOptions.builder().name("numbers").scrollable(true).build();
        return pool.withCursor(options, cursor -> cursor.iterSize(500)
                .execute("SELECT generate_series(1, 10000)")
                .chain(() -> cursor.rows(row -> row.getLong(0)).collect().in(() -> new long[1], (sum, n) -> sum[0] += n))
                .chain(sum -> cursor.scroll(0, ScrollMode.ABSOLUTE)
                        .chain(() -> cursor.fetchOne())
                        .map(first -> sum[0] - first.getLong(0))));
    }
    // end::named[]

    // tag::several[]
    public Uni<List<Integer>> several() {
        return pool.withCursor(cursor -> cursor.execute("SELECT 1; SELECT 2")
                .chain(() -> cursor.fetchOne())
                .chain(last -> cursor.firstSet().chain(() -> cursor.fetchOne())
                        .map(first -> List.of(first.getInt(0), last.getInt(0)))));
    }
    // end::several[]

    // tag::call[]
    public Uni<Map<String, Object>> divide(int n, int by) {
        return pool.withCursor(cursor -> cursor
                .callProc("divide", Args.named(Map.of("n", n, "by", by)))
                .map(args -> ((Args.Named) args).values()));
    }
    // end::call[]

    // tag::stream[]
    public Multi<Row> stream() {
        return pool.withTimeout(Duration.ofMinutes(1)).stream("SELECT g FROM generate_series(1, 1000000) g");
    }
    // end::stream[]

    // tag::logging[]
    static class LoggingCursor extends ForwardingCursor {

        private static final Logger LOG = Logger.getLogger("sql_debug");

        LoggingCursor(PgCursor cursor) {
            super(cursor);
        }

        @Override
        public Uni<Void> execute(String sql, Args args) {
            LOG.info(mogrify(sql, args));
            return super.execute(sql, args).onFailure().invoke(e -> LOG.errorf("%s: %s", e.getClass().getSimpleName(), e));
        }
    }

    Uni<Void> logged(PgConnection connection) {
        PgCursor cursor = connection.cursor(CursorOptions.builder().factory(LoggingCursor::new).build());
        return cursor.execute("SELECT %s, %s, %s", 10, 20, 30);
    }
    // end::logging[]

    // tag::maps[]
    public Uni<List<Map<String, Object>>> maps() {
        return pool.withCursor(cursor -> cursor.execute("SELECT 1 AS id, 'one' AS name").chain(() -> cursor.fetchAll(Row::toMap)));
    }
    // end::maps[]
}
