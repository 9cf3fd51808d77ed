package io.quarkiverse.psycopg.benchmarks.inner;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.runtime.driver.wire.BackendHandler;
import io.quarkiverse.psycopg.runtime.driver.wire.FrameDecoder;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CommandComplete;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ReadyForQuery;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * Received bytes into messages. An operation is one select's replies: BindComplete, DataRow, CommandComplete, ReadyForQuery.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameDecoding {

    private static final int REPLIES = 64;

    private final FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);
    private final byte[] chunk = chunk();

    private static byte[] chunk() {
        byte[] fields = new PointRow().fields;
        WireWriter out = new WireWriter();
        for (int i = 0; i < REPLIES; i++) {
            EmptyMessage.BIND_COMPLETE.write(out);
            new DataRow(fields, 0, fields.length, 5).write(out);
            new CommandComplete(new CommandTag("SELECT 1")).write(out);
            new ReadyForQuery(TransactionIndicator.IDLE).write(out);
        }
        return out.toByteArray();
    }

    /** All in one chunk, as a socket that is read when there is much. */
    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public void whole(Blackhole sink) {
        decoder.feed(chunk, 0, chunk.length, new Swallow(sink));
    }

    /** Two chunks that meet within a row. */
    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public void split(Blackhole sink) {
        Swallow handler = new Swallow(sink);
        int middle = chunk.length / 2 - 20;
        decoder.feed(chunk, 0, middle, handler);
        decoder.feed(chunk, middle, chunk.length - middle, handler);
    }

    private record Swallow(Blackhole sink) implements BackendHandler {

        @Override
        public void message(BackendMessage message) {
            sink.consume(message);
        }

        @Override
        public void asynchronous(AsynchronousMessage message) {
            sink.consume(message);
        }
    }
}
