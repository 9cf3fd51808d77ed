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
import org.openjdk.jmh.infra.Blackhole;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;

/** A row's bytes into Java values. An operation is one row; the row's own object is counted in. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowReading {

    private final PointRow point = new PointRow();

    /** int8, text, timestamptz, numeric and jsonb, first to last. */
    @Benchmark
    public void allValues(Blackhole sink) {
        Row row = row();
        sink.consume(row.getLong(0));
        sink.consume(row.getString(1));
        sink.consume(row.getInstant(2));
        sink.consume(row.getBigDecimal(3));
        sink.consume(row.getString(4));
    }

    /** Only the primitive one. */
    @Benchmark
    public long primitive() {
        return row().getLong(0);
    }

    /** The last one, by its name. */
    @Benchmark
    public String lastByName() {
        Row row = row();
        return row.getString(row.columnIndex("c4"));
    }

    private Row row() {
        return new WireRow(point.columns, point.fields, 0, point.fields.length);
    }
}
