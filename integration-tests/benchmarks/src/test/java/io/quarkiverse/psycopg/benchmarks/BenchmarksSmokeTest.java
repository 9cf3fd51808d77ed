package io.quarkiverse.psycopg.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.psycopg.benchmarks.report.Plots;
import io.quarkiverse.psycopg.benchmarks.report.PublishedResults;
import io.quarkiverse.psycopg.benchmarks.report.Report;
import io.quarkiverse.psycopg.benchmarks.report.TextTable;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;
import io.vertx.core.json.JsonObject;

/** The benchmarks run; how fast is not judged. */
class BenchmarksSmokeTest {

    /** Peers that need nothing but the build's own class path, and what else is here. */
    private static final List<Peer> PEERS = Arrays.stream(Peer.values())
            .filter(peer -> !peer.isPython() && peer != Peer.VERTX5)
            .filter(peer -> !peer.isProgram() || PostgresPrograms.find(peer.program()).isPresent())
            .filter(peer -> peer != Peer.PSYCOPG_OBSERVERS || Applications.OBSERVERS.command(0).isPresent()).toList();
    private static final List<Workload> WORKLOADS = Arrays.stream(Workload.values())
            .filter(workload -> !workload.isOnlyOnRequest() && workload != Workload.W10_CONNECTIONS_500
                    && workload != Workload.W9)
            .toList();

    @Test
    void everyPeerReceivesEveryRowAndTheResultsAreWellFormed(@TempDir Path folder) throws Exception {
        Report report = Benchmarks.run(new Options(WORKLOADS, PEERS, 1, Workload.Size.SMOKE, false));
        assertThat(report.failures()).isEmpty();
        Path file = folder.resolve("results.json");
        report.write(file);
        Plots.write(report, folder);
        List<JsonObject> results = new JsonObject(Files.readString(file)).getJsonArray("results").stream()
                .map(JsonObject.class::cast).toList();
        long expected = WORKLOADS.stream().mapToLong(w -> PEERS.stream().filter(peer -> peer.takesPartIn(w)).count()).sum();
        assertThat(results).hasSize((int) expected).allSatisfy(result -> {
            Workload workload = Workload.named(result.getString("workload")).get(0);
            assertThat(result.getJsonArray("rounds")).hasSize(1).allSatisfy(round -> assertThat(((JsonObject) round)
                    .getInteger("rows")).isEqualTo(workload.operations(Workload.Size.SMOKE)));
            assertThat(result.getDouble("rowsPerSecond")).isPositive();
            assertThat(folder.resolve(workload.label() + ".svg")).content().contains(result.getString("peer"));
        });
        Files.createDirectories(folder.resolve("partials"));
        PublishedResults.write(report, folder);
        assertThat(folder.resolve("partials/benchmarks.adoc")).content().contains("image::benchmarks/W1.svg",
                "|psycopg-unshared", "What is to be reached");
        assertThat(folder.resolve("images/benchmarks/W1.svg")).isNotEmptyFile();
        String table = TextTable.of(report);
        assertThat(PEERS).allSatisfy(peer -> assertThat(table).contains(peer.label()));
    }

    /** They are packaged by modules of their own, before this one where the whole build runs. */
    @Test
    void packagedApplicationsStartWithoutAConnectionAndAnswer(@TempDir Path folder) throws Exception {
        for (Applications application : Applications.values()) {
            assumeThat(application.command(0)).describedAs("%s has been packaged", application.label()).isPresent();
        }
        Report report = Benchmarks.run(new Options(List.of(Workload.W9, Workload.W6), List.of(Peer.PSYCOPG_OBSERVERS), 1,
                Workload.Size.SMOKE, false));
        assertThat(report.failures()).isEmpty();
        JsonObject starts = report.json().getJsonObject("applicationStarts");
        assertThat(starts.fieldNames()).containsExactly("psycopg", "quarkus-reactive-pg-client");
        assertThat(starts.fieldNames()).allSatisfy(name -> {
            assertThat(starts.getJsonArray(name)).hasSize(1);
            JsonObject start = starts.getJsonArray(name).getJsonObject(0);
            assertThat(start.getInteger("connections")).isZero();
            assertThat(start.getDouble("millis")).isPositive();
            assertThat(start.getInteger("threads")).isPositive();
            assertThat(start.getDouble("firstQueryMillis")).isPositive();
        });
        Files.createDirectories(folder.resolve("partials"));
        PublishedResults.write(report, folder);
        assertThat(folder.resolve("partials/benchmarks.adoc")).content().contains("== W9", "|quarkus-reactive-pg-client |",
                "|psycopg-observers |");
        assertThat(TextTable.of(report)).contains("W9  psycopg; start, ms");
    }

    @Test
    void commandLineIsRead() {
        Options options = Options.parse("--workloads", "W1,w4a", "--peers", "limit,vertx-default", "--rounds", "3", "--short");
        assertThat(options).isEqualTo(new Options(List.of(Workload.W1, Workload.W4_AT_ONCE),
                List.of(Peer.LIMIT, Peer.VERTX_DEFAULT), 3, Workload.Size.SHORT, false));
        assertThat(Options.parse("--workloads", "W10").workloads()).contains(Workload.W10_ROWS_10M)
                .doesNotContain(Workload.W10_ROWS_100M, Workload.W1);
        assertThatThrownBy(() -> Options.parse("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> Options.parse("--quick")).hasMessage("unknown option --quick");
        assertThatThrownBy(() -> Options.parse("--workloads", "W99")).hasMessageContaining("no workload W99");
        assertThatThrownBy(() -> Options.parse("--peers", "none")).hasMessageContaining("no peer none");
    }
}
