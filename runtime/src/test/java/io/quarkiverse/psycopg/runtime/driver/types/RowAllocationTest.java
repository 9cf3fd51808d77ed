package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.PgNumeric;

/**
 * Bytes that reading a value allocates, counted by the JVM: none for primitives; for the others the value itself. Prints the
 * figure of each type.
 */
class RowAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int READS = 10_000;
    /** What the JIT compiler or the counter itself may add to a run of many reads. */
    private static final long NOISE = 4_096;

    private long sink;

    @Test
    void primitivesAllocateNothing() {
        WireRow row = Rows.builtin().with("bool", 16, true).with("int2", 21, (short) 1).with("int4", 23, 1 << 20)
                .with("int8", 20, 1L << 40).with("oid", 26, 5L).with("float4", 700, 1.5f).with("float8", 701, 0.1).row();
        Map<String, IntConsumer> getters = new LinkedHashMap<>();
        getters.put("bool", column -> sink += row.getBoolean(column) ? 1 : 0);
        getters.put("int2", column -> sink += row.getShort(column));
        getters.put("int4", column -> sink += row.getInt(column));
        getters.put("int8", column -> sink += row.getLong(column));
        getters.put("oid", column -> sink += row.getLong(column));
        getters.put("float4", column -> sink += (long) row.getFloat(column));
        getters.put("float8", column -> sink += (long) row.getDouble(column));
        int column = 0;
        for (Map.Entry<String, IntConsumer> getter : getters.entrySet()) {
            int index = column++;
            long bytes = allocated(() -> getter.getValue().accept(index));
            System.out.printf("%-12s %5.1f bytes per read%n", getter.getKey(), bytes / (double) READS);
            assertThat(bytes).as(getter.getKey()).isLessThan(NOISE);
        }
    }

    @Test
    void allPrimitivesOfARowInOrderAllocateNothing() {
        Rows rows = Rows.builtin();
        for (int i = 0; i < 20; i++) {
            rows.with("c" + i, 23, i);
        }
        WireRow row = rows.row();
        assertThat(allocated(() -> {
            for (int i = 0; i < 20; i++) {
                sink += row.getInt(i);
            }
        })).isLessThan(NOISE);
    }

    @Test
    void instantIsMadeWithoutAnythingBesides() {
        WireRow row = Rows.builtin().with("at", 1184, Instant.parse("2024-01-01T00:00:00.123456Z")).row();
        assertThat(allocated(() -> sink += row.getInstant(0).getNano()) / READS).isLessThanOrEqualTo(24);
    }

    @Test
    void otherTypesAllocateTheirValueAndLittleMore() {
        TypeRegistry types = TypeRegistry.builtin();
        RandomValues values = new RandomValues(new Random(42));
        for (String type : values.types()) {
            Object value = values.next(type);
            if (value instanceof String || value instanceof Json || value instanceof PgNumeric) {
                value = type.equals("numeric") ? new BigDecimal("12345.67") : value;
            }
            int oid = types.oidOf(type);
            WireRow row = new Rows(types).with(type, oid, value).row();
            long bytes = allocated(() -> sink += System.identityHashCode(row.get(0)));
            System.out.printf("%-16s %8.1f bytes per value of %d on the wire%n", type, bytes / (double) READS,
                    row.getBytes(0).length);
            assertThat(bytes / READS).as(type).isLessThan(512 + 64L * row.getBytes(0).length);
        }
    }

    private static long allocated(Runnable read) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP; i++) {
            read.run();
        }
        long thread = Thread.currentThread().getId();
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (int i = 0; i < READS; i++) {
                read.run();
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
