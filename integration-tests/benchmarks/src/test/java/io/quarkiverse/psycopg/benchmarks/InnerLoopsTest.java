package io.quarkiverse.psycopg.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH's benchmarks run; how fast is not judged. */
class InnerLoopsTest {

    @Test
    void eachRuns() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include("benchmarks\\.inner\\.").forks(0)
                .warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT).build()).run();
        assertThat(results).hasSize(9).allSatisfy(
                result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
