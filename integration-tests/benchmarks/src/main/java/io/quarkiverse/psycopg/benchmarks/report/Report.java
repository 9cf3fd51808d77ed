package io.quarkiverse.psycopg.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;

import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The rounds of a run, and what they were measured on. */
public final class Report {

    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final int roundCount;
    private final String size;
    private final Instant start = Instant.now();
    private final Map<Workload, Map<Peer, List<Round>>> rounds = new EnumMap<>(Workload.class);
    private final Map<String, List<ApplicationStart>> starts = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
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

    /** A peer that was asked for and cannot run here. */
    public void missing(String peer) {
        missing.add(peer);
    }

    /** An application has started. */
    public void add(String application, ApplicationStart start) {
        starts.computeIfAbsent(application, a -> new ArrayList<>()).add(start);
    }

    /** The starts of each application. */
    Map<String, List<ApplicationStart>> starts() {
        return starts;
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
        return start.truncatedTo(ChronoUnit.SECONDS) + ", " + roundCount + " rounds, " + size.toLowerCase(Locale.ROOT)
                + "; medians; "
                + Runtime.getRuntime().availableProcessors() + " processors, Java " + System.getProperty("java.version") + ", "
                + SYSTEM.getTotalMemorySize() / 1_000_000_000 + " GB, " + System.getProperty("os.name") + "\n"
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
        JsonObject started = new JsonObject();
        starts.forEach(
                (application, each) -> started.put(application, new JsonArray(each.stream().map(Report::json).toList())));
        JsonArray bars = new JsonArray();
        Bars.judge(this).forEach(bar -> bars.add(new JsonObject().put("workload", bar.workload().label())
                .put("bar", bar.text()).put("measured", bar.measured()).put("reached", bar.reached())));
        return new JsonObject().put("date", start.toString()).put("java", System.getProperty("java.version"))
                .put("system", System.getProperty("os.name"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("load", SYSTEM.getSystemLoadAverage()).put("size", size)
                .put("roundsRepeated", repeated).put("versions", new JsonArray(versions))
                .put("peersMissing", new JsonArray(missing))
                .put("failures", new JsonArray(failures)).put("results", results)
                .put("applicationStarts", started)
                .put("bars", bars);
    }

    private static JsonObject json(Round round) {
        return new JsonObject().put("rows", round.measurement().rows()).put("nanos", round.measurement().nanos())
                .put("allocatedBytes", round.measurement().allocated()).put("clientCpuNanos", round.measurement().cpuNanos())
                .put("serverCpuNanos", round.serverCpuNanos()).put("peakHeapBytes", round.measurement().peakHeap())
                .put("othersShare", round.othersShare());
    }

    private static JsonObject json(ApplicationStart start) {
        return new JsonObject().put("millis", start.millis()).put("cpuMillis", start.cpuMillis())
                .put("residentMegabytes", start.residentMegabytes()).put("classes", start.classes())
                .put("threads", start.threads()).put("connections", start.connections())
                .put("firstQueryMillis", start.firstQueryMillis());
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json().encodePrettily());
    }
}
