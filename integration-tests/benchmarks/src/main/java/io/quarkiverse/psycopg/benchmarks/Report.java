package io.quarkiverse.psycopg.benchmarks;

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
import java.util.function.ToDoubleFunction;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The rounds of a run, as a table of medians and as JSON. */
final class Report {

    private final Options options;
    private final Map<Workload, Map<Peer, List<Measurement>>> rounds = new EnumMap<>(Workload.class);

    Report(Options options) {
        this.options = options;
    }

    void add(Workload workload, Peer peer, Measurement round) {
        rounds.computeIfAbsent(workload, w -> new EnumMap<>(Peer.class)).computeIfAbsent(peer, p -> new ArrayList<>())
                .add(round);
    }

    /** Rows per second with the slowest and the fastest round, ratios, bytes allocated and client CPU per row. */
    String table() {
        StringBuilder text = new StringBuilder(line("", "peer", "rows/s", "min", "max", "x limit", "psycopg is", "B/row",
                "CPU us/row"));
        rounds.forEach((workload, peers) -> peers.forEach((peer, measured) -> text.append(line(workload.name(), peer.label(),
                number("%.0f", rate(measured)),
                number("%.0f", measured.stream().mapToDouble(Measurement::rowsPerSecond).min().orElseThrow()),
                number("%.0f", measured.stream().mapToDouble(Measurement::rowsPerSecond).max().orElseThrow()),
                ratio(measured, peers.get(Peer.LIMIT)), ratio(peers.get(Peer.PSYCOPG), measured),
                number("%.0f", bytesPerRow(measured)), number("%.2f", cpuPerRow(measured))))));
        return text.append(options.rounds()).append(" rounds, ").append(options.size().name().toLowerCase(Locale.ROOT))
                .append("; medians; 1-minute load ").append(number("%.1f", load())).append(" on ")
                .append(Runtime.getRuntime().availableProcessors()).append(" cores\n").toString();
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-3s %-8s %10s %10s %10s %8s %10s %8s %10s%n", cells);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String ratio(List<Measurement> of, List<Measurement> to) {
        return of == null || to == null ? "-" : number("%.2f", rate(of) / rate(to));
    }

    private static double rate(List<Measurement> measured) {
        return median(measured, Measurement::rowsPerSecond);
    }

    private static double bytesPerRow(List<Measurement> measured) {
        return median(measured, round -> (double) round.allocated() / round.rows());
    }

    private static double cpuPerRow(List<Measurement> measured) {
        return median(measured, round -> round.cpuNanos() / 1e3 / round.rows());
    }

    private static double median(List<Measurement> measured, ToDoubleFunction<Measurement> figure) {
        double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** All rounds of all peers, medians beside them, and what they were measured on. */
    JsonObject json() {
        JsonArray results = new JsonArray();
        rounds.forEach((workload, peers) -> peers.forEach((peer, measured) -> {
            JsonArray each = new JsonArray();
            measured.forEach(round -> each.add(new JsonObject().put("rows", round.rows()).put("nanos", round.nanos())
                    .put("allocatedBytes", round.allocated()).put("cpuNanos", round.cpuNanos())));
            results.add(new JsonObject().put("workload", workload.name()).put("peer", peer.label())
                    .put("rowsPerSecond", rate(measured)).put("bytesPerRow", bytesPerRow(measured))
                    .put("cpuMicrosPerRow", cpuPerRow(measured)).put("rounds", each));
        }));
        return new JsonObject().put("date", Instant.now().toString()).put("java", System.getProperty("java.version"))
                .put("processors", Runtime.getRuntime().availableProcessors()).put("load", load())
                .put("size", options.size().name()).put("results", results);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, json().encodePrettily());
    }
}
