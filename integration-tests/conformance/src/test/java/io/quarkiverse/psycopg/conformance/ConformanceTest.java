package io.quarkiverse.psycopg.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.conformance.Verdict.Outcome;

/**
 * The recorded cases hold. {@code conformance.cases} names another folder of cases; with {@code conformance.strict} every file
 * that is run must hold, not only those of {@link #HELD}.
 */
class ConformanceTest {

    private static final Path OWN = Path.of("cases").toAbsolutePath();
    private static final Path REPORT = Path.of("target/conformance/report.json");

    /** The files of which the build demands that no case fails. */
    private static final Set<String> HELD = Set.of("cast", "cursor", "dsn", "errors", "mogrify", "notify", "quote",
            "replication", "session", "tpc");

    @Test
    void noCaseFailsOrIsUnsupported() throws IOException {
        Path folder = Path.of(System.getProperty("conformance.cases", OWN.toString()));
        Runner runner = new Runner();
        try (Oracle oracle = new Oracle(folder, OWN)) {
            runner.run(folder, List.of(new CastCases(oracle), new ErrorCases(oracle), new DsnCases(oracle),
                    new NotifyCases(oracle), new CursorCases(oracle), new SessionCases(oracle, "session"),
                    new SessionCases(oracle, "tpc"), new QuoteCases(oracle), new MogrifyCases(oracle),
                    new ReplicationCases(oracle)));
        }
        runner.write(REPORT);
        System.out.println(runner.complaints() + runner.table());
        boolean strict = Boolean.getBoolean("conformance.strict");
        assertThat(runner.files()).as("files of cases in " + folder).isNotEmpty();
        for (String file : runner.files()) {
            if (strict || HELD.contains(file)) {
                assertThat(runner.count(file, Outcome.FAIL)).as("failures of " + file).isZero();
                assertThat(runner.count(file, Outcome.UNSUPPORTED)).as("unsupported cases of " + file).isZero();
            }
        }
    }
}
