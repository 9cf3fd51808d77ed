package io.quarkiverse.psycopg.benchmarks.inner;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.StatementCache;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.PreparedStatement;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementScope;
import io.quarkiverse.psycopg.runtime.driver.sql.BoundSql;
import io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder;
import io.quarkiverse.psycopg.runtime.driver.types.TypeRegistry;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/** A prepared statement and its arguments into Bind and Execute. An operation is one statement, its exchange counted in. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Binding {

    private static final String ONE = "SELECT id, name, at, amount, doc FROM bench_point WHERE id = %s";
    private static final String FOUR = "INSERT INTO t VALUES (%s, %s, %s, %s)";
    private static final int[] FOUR_TYPES = { 20, 25, 701, 1184 };
    private static final Completion<CommandTag> NOBODY = new Completion<>() {

        @Override
        public void completed(CommandTag tag) {
            // nothing is sent
        }

        @Override
        public void failed(PgException failure) {
            throw failure;
        }
    };

    private final PointRow point = new PointRow();
    private final TypeRegistry types = point.types;
    private final StatementBinder binder = new StatementBinder(PlaceholderStyle.PYFORMAT);
    private final StatementCache statements = new StatementCache(16, 1);
    private final StatementScope scope = StatementScope.of(types, statements);
    private final WireWriter out = new WireWriter();
    private final Instant at = Instant.parse("2026-01-01T01:18:31Z");
    private long key;

    public Binding() {
        prepare(ONE, new int[] { 20 }, Args.of(1L), true);
        prepare(FOUR, FOUR_TYPES, four(), false);
    }

    private void prepare(String sql, int[] oids, Args args, boolean rows) {
        BoundSql bound = binder.bind(sql, args);
        int[] declared = new int[oids.length];
        for (int i = 0; i < declared.length; i++) {
            declared[i] = types.declaredOid(bound.values().get(i));
        }
        statements.add(new PreparedStatement(statements.nameFor(bound.sql()), bound.sql(), declared, oids,
                rows ? point.columns : null));
    }

    /** A select by one int8. */
    @Benchmark
    public int oneLong() {
        return write(ONE, Args.of(key++));
    }

    /** int8, text, float8 and timestamptz. */
    @Benchmark
    public int fourValues() {
        return write(FOUR, four());
    }

    private Args four() {
        return Args.of(key++, "some text of usual length", 1.5, at);
    }

    private int write(String sql, Args args) {
        BoundSql bound = binder.bind(sql, args);
        out.reset();
        Results.tag().query(bound.sql(), bound.values(), scope, NOBODY).begin(out);
        return out.size();
    }
}
