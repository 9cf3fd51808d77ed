package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;

/** Sixteen threads share one connection and its eight cursors: every call is answered, in the order of its thread. */
class CursorThreadsTest extends CursorTests {

    private static final int THREADS = 16;
    private static final int CURSORS = 8;
    private static final int CALLS = 150;

    @Test
    void allCallsAreOrderedAndNoneIsLost() throws InterruptedException, ExecutionException, TimeoutException {
        await(connection.execute("CREATE TEMP TABLE calls (id serial, thread int, call int)"));
        List<PgCursor> cursors = new ArrayList<>();
        for (int i = 0; i < CURSORS; i++) {
            cursors.add(connection.cursor());
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                answers.add(pool.submit(caller(thread, cursors.get(thread % CURSORS))));
            }
            for (int thread = 0; thread < THREADS; thread++) {
                List<String> expected = new ArrayList<>();
                for (int call = 0; call < CALLS; call++) {
                    expected.add(thread + "." + call);
                }
                assertThat(answers.get(thread).get(5, TimeUnit.MINUTES)).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
        List<Row> calls = await(connection.fetchAll("SELECT thread, call FROM calls ORDER BY id"));
        assertThat(calls).hasSize(THREADS * CALLS);
        int[] next = new int[THREADS];
        calls.forEach(row -> assertThat(row.getInt(1)).isEqualTo(next[row.getInt(0)]++));
    }

    /** Makes all calls without waiting for an answer. Each is two operations, which must find each other on a shared cursor. */
    private static Callable<List<String>> caller(int thread, PgCursor cursor) {
        return () -> {
            List<CompletableFuture<Row>> rows = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                synchronized (cursor) {
                    cursor.execute("INSERT INTO calls (thread, call) VALUES (%s, %s) RETURNING thread, call", thread, call)
                            .subscribeAsCompletionStage();
                    rows.add(cursor.fetchOne().subscribeAsCompletionStage());
                }
            }
            List<String> answers = new ArrayList<>();
            for (CompletableFuture<Row> row : rows) {
                Row answer = row.get(5, TimeUnit.MINUTES);
                answers.add(answer.getInt(0) + "." + answer.getInt(1));
            }
            return answers;
        };
    }
}
