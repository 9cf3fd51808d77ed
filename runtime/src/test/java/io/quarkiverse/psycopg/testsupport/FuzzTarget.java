package io.quarkiverse.psycopg.testsupport;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;

import io.quarkiverse.psycopg.error.ProtocolViolationException;

/**
 * Base of the tests that feed a decoder with anything at all. A subclass {@code XFuzzTest} gives {@link #seeds()} and
 * {@link #consume}; for every input no exception but the expected one may come, and what is allocated is bounded by the
 * input's length.
 * <p>
 * An ordinary build runs the seeds and mutations of them for {@link #shortRun()}, without Jazzer's agent; it prints its seed,
 * and {@code -Dfuzz.seed=} repeats it. The long run is Jazzer's, coverage-guided:
 * {@code ./mvnw -Pfuzz -pl runtime test -Dtest=XFuzzTest -Dfuzz.duration=10m}. An input that failed is added to the seeds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FuzzTarget {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SHOWN = 2048;
    private static final int REPEATS = 4;

    /** Valid inputs, from which mutations are made; and those that failed once. */
    protected abstract List<byte[]> seeds();

    /** Decodes one input. May check more and throw an AssertionError. */
    protected abstract void consume(byte[] input);

    /** Whether an input may be refused so. */
    protected boolean isExpected(RuntimeException failure) {
        return failure instanceof ProtocolViolationException;
    }

    /** How many bytes {@link #consume} may allocate for an input of a length. */
    protected long allocationBound(int length) {
        return 1024 * 1024 + 256L * length;
    }

    /** How long mutations are tried in an ordinary build. */
    protected Duration shortRun() {
        return Duration.ofSeconds(2);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void fuzz(byte[] input) {
        check(input);
    }

    /** As {@link #allocationBound(int)}, where more than the length decides. */
    protected long allocationBound(byte[] input) {
        return allocationBound(input.length);
    }

    @Test
    @Timeout(120)
    void seedsAndMutationsAreDecodedOrRefused() {
        List<byte[]> seeds = seeds();
        seeds.forEach(this::check);
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + ": -Dfuzz.seed=" + seed);
        Mutations mutations = new Mutations(seeds, new Random(seed));
        long end = System.nanoTime() + shortRun().toNanos();
        do {
            check(mutations.next());
        } while (System.nanoTime() < end);
    }

    private void check(byte[] input) {
        long bound = allocationBound(input);
        // The first times classes are loaded too, under Jazzer's agent at a high price: only what repeats is the input's.
        long least = allocatedBy(input);
        for (int again = 0; least > bound && again < REPEATS; again++) {
            least = Math.min(least, allocatedBy(input));
        }
        if (least > bound) {
            fail(least + " bytes allocated, " + bound + " allowed for " + describe(input));
        }
    }

    private long allocatedBy(byte[] input) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        try {
            consume(input);
        } catch (RuntimeException e) {
            if (!isExpected(e)) {
                fail("unexpected failure for " + describe(input), e);
            }
        } catch (Error e) {
            fail("unexpected error for " + describe(input), e);
        }
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    private static String describe(byte[] input) {
        int shown = Math.min(SHOWN, input.length);
        return "the input of " + input.length + " bytes " + HexFormat.of().formatHex(input, 0, shown)
                + (shown < input.length ? "…" : "");
    }
}
