package io.quarkiverse.psycopg.benchmarks.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/** Keeps a number of asynchronous operations under way until enough are done; each one's end starts the next. */
final class InFlight {

    static final int LIMIT_SECONDS = 120;

    private final long operations;
    private final Operation operation;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final CompletableFuture<Long> all = new CompletableFuture<>();
    private final Done done = this::done;
    private final Consumer<Throwable> failed = all::completeExceptionally;

    private InFlight(long operations, Operation operation) {
        this.operations = operations;
        this.operation = operation;
    }

    /** Runs them and blocks until the last has ended; the first failure ends it. Returns the rows that they told of. */
    static long run(long operations, int inFlight, Operation operation) throws Exception {
        return run(operations, inFlight, operation, Runnable::run);
    }

    /** As {@link #run(long, int, Operation)}; the first ones are started by the executor, on an event loop for instance. */
    static long run(long operations, int inFlight, Operation operation, Consumer<Runnable> executor) throws Exception {
        InFlight run = new InFlight(operations, operation);
        executor.accept(() -> {
            for (int i = 0; i < inFlight; i++) {
                run.next();
            }
        });
        return run.all.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void next() {
        long number = started.getAndIncrement();
        if (number < operations) {
            operation.start(Tables.key(number), done, failed);
        }
    }

    private void done(int received) {
        rows.addAndGet(received);
        if (ended.incrementAndGet() == operations) {
            all.complete(rows.get());
        } else {
            next();
        }
    }

    /** One select. */
    @FunctionalInterface
    interface Operation {
        void start(long key, Done done, Consumer<Throwable> failed);
    }

    /** Told when a select has ended. */
    @FunctionalInterface
    interface Done {
        void rows(int received);
    }
}
