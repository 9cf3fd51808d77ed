package io.quarkiverse.psycopg.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The rounds of a run, and what they were measured on. */
public final class Report {

    private final int roundCount;
    private final String size;
    private final Instant start = Instant.now();
    private final Map<Workload, Map<Peer, List<Round>>> rounds = new EnumMap<>(Workload.class);
    private List<String> missing = List.of();
    private List<String> versions = List.of();
    private final List<String> failures = new ArrayList<>();
    private int repeated;

    /** @param size what the rounds' length is called */
    public Report(int roundCount, String size) {
        this.roundCount = roundCount;
        this.size = size;
    }

    public void add(Workload workload, Peer peer, Round round) {
        rounds.computeIfAbsent(workload, w -> new EnumMap<>(Peer.class)).computeIfAbsent(peer, p -> new ArrayList<>())
                .add(round);
    }

    /** A round was disturbed and repeated for all its peers. */
    public void countRepeated() {
        repeated++;
    }

    /** What it was measured with, beside Java and the system. */
    public void versions(List<String> facts) {
        versions = List.copyOf(facts);
    }

    /** Peers that were asked for and cannot run here. */
    public void missing(List<String> peers) {
        missing = List.copyOf(peers);
    }

    /** A peer did not get through a workload. */
    public void failed(Workload workload, Peer peer, String message) {
        failures.add(workload.label() + " of " + peer.label() + ": " + message);
    }

    /** What failed, in sentences; empty for a run in which nothing did. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    List<Workload> workloads() {
        return List.copyOf(rounds.keySet());
    }

    List<Peer> peers(Workload workload) {
        return List.copyOf(rounds.getOrDefault(workload, Map.of()).keySet());
    }

    Optional<Series> series(Workload workload, Peer peer) {
        return Optional.ofNullable(rounds.getOrDefault(workload, Map.of()).get(peer)).map(Series::new);
    }

    /** What was measured, where and how undisturbed, in a line or two. */
    String circumstances() {
        long disturbed = rounds.values().stream().flatMap(peers -> peers.values().stream()).flatMap(List::stream)
                .filter(Round::isDisturbed).count();
        long all = rounds.values().stream().flatMap(peers -> peers.values().stream()).mapToLong(List::size).sum();
        return start + ", " + roundCount + " rounds, " + size.toLowerCase(Locale.ROOT) + "; medians; "
                + Runtime.getRuntime().availableProcessors() + " processors, Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + "\n"
                + String.join("; ", versions) + "\n" + repeated
                + " disturbed rounds repeated, " + disturbed + " of " + all + " measurements disturbed nevertheless"
                + (missing.isEmpty() ? "" : "; not found here: " + String.join(", ", missing)) + "\n"
                + failures.stream().map(failure -> "FAILED " + failure + "\n").collect(Collectors.joining());
    }

    /** All rounds of all peers, medians beside them, and what they were measured on. */
    public JsonObject json() {
        JsonArray results = new JsonArray();
        rounds.forEach((workload, peers) -> peers.forEach((peer, measured) -> {
            Series series = new Series(measured);
            JsonArray each = new JsonArray();
            measured.forEach(round -> each.add(json(round)));
            results.add(new JsonObject().put("workload", workload.label()).put("peer", peer.label())
                    .put("unit", workload.unit()).put("rowsPerSecond", series.rate()).put("slowest", series.slowest())
                    .put("fastest", series.fastest()).put("bytesPerRow", orNull(series.bytesPerRow()))
                    .put("clientMicrosPerRow", orNull(series.clientMicrosPerRow()))
                    .put("serverMicrosPerRow", orNull(series.serverMicrosPerRow()))
                    .put("peakHeapMegabytes", orNull(series.peakHeapMegabytes())).put("rounds", each));
        }));
        JsonArray bars = new JsonArray();
        Bars.judge(this).forEach(bar -> bars.add(new JsonObject().put("workload", bar.workload().label())
                .put("bar", bar.text()).put("measured", bar.measured()).put("reached", bar.reached())));
        return new JsonObject().put("date", start.toString()).put("java", System.getProperty("java.version"))
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()).put("size", size)
                .put("roundsRepeated", repeated).put("versions", new JsonArray(versions))
                .put("peersMissing", new JsonArray(missing))
                .put("failures", new JsonArray(failures)).put("results", results)
                .put("bars", bars);
    }

    private static JsonObject json(Round round) {
        return new JsonObject().put("rows", round.measurement().rows()).put("nanos", round.measurement().nanos())
                .put("allocatedBytes", round.measurement().allocated()).put("clientCpuNanos", round.measurement().cpuNanos())
                .put("serverCpuNanos", round.serverCpuNanos()).put("peakHeapBytes", round.measurement().peakHeap())
                .put("othersShare", round.othersShare());
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json().encodePrettily());
    }
}
