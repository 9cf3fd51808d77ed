package io.quarkiverse.psycopg.benchmarks.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Says when it has started; then selects once for each line on standard input, and says when the answer is there. */
@QuarkusMain
public class Start implements QuarkusApplication {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    PgPool pool;

    @Override
    public int run(String... args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        System.out.println("started");
        while (commands.readLine() != null) {
            pool.fetchOne("SELECT 1").await().atMost(PATIENCE);
            System.out.println("answered");
        }
        return 0;
    }
}
