package io.quarkiverse.psycopg.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.vertx.core.json.JsonObject;

/** The benchmarks run; how fast is not judged. */
class BenchmarksSmokeTest {

    @Test
    void everyPeerReceivesEveryRowAndTheResultsAreWellFormed(@TempDir Path folder) throws Exception {
        Report report = Benchmarks.run(new Options(List.of(Workload.values()), List.of(Peer.values()), 2, Workload.Size.SMOKE));
        Path file = folder.resolve("results.json");
        report.write(file);
        List<JsonObject> results = new JsonObject(Files.readString(file)).getJsonArray("results").stream()
                .map(JsonObject.class::cast).toList();
        assertThat(results).hasSize(Workload.values().length * Peer.values().length - 1).allSatisfy(result -> {
            int expected = Workload.valueOf(result.getString("workload")).operations(Workload.Size.SMOKE);
            assertThat(result.getJsonArray("rounds")).hasSize(2).allSatisfy(
                    round -> assertThat(((JsonObject) round).getInteger("rows")).isEqualTo(expected));
            assertThat(result.getDouble("rowsPerSecond")).isPositive();
        });
        assertThat(report.table().lines()).hasSize(results.size() + 2);
    }

    @Test
    void commandLineIsRead() {
        Options options = Options.parse("--workloads", "W1,w4", "--peers", "limit,psycopg", "--rounds", "3", "--short");
        assertThat(options).isEqualTo(new Options(List.of(Workload.W1, Workload.W4), List.of(Peer.LIMIT, Peer.PSYCOPG), 3,
                Workload.Size.SHORT));
        assertThatThrownBy(() -> Options.parse("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> Options.parse("--quick")).hasMessage("unknown option --quick");
    }
}
