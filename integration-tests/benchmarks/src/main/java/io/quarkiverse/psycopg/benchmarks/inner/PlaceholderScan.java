package io.quarkiverse.psycopg.benchmarks.inner;

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
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.sql.BoundSql;
import io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder;

/** psycopg's placeholders into the server's. An operation is one statement of 200 characters with three arguments. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlaceholderScan {

    private static final String SQL = "SELECT o.id, o.total, c.name AS \"customer %% name\" -- newest first\n"
            + " FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.total > %s AND o.state = %s"
            + " AND o.placed < %s AND c.note <> 'it''s'";

    private final StatementBinder scanning = new StatementBinder(PlaceholderStyle.PYFORMAT, 0, Adapters.create());
    private final StatementBinder remembering = new StatementBinder(PlaceholderStyle.PYFORMAT);
    private final Args args = Args.of(10, "paid", 20L);

    /** A statement that is seen for the first time. */
    @Benchmark
    public BoundSql first() {
        return scanning.bind(SQL, args);
    }

    /** One that is remembered. */
    @Benchmark
    public BoundSql again() {
        return remembering.bind(SQL, args);
    }
}
