package io.quarkiverse.psycopg.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** A report as the part of the documentation that shows the last full run: a table and a plot per workload, and the bars. */
public final class PublishedResults {

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private PublishedResults(Report report) {
        this.report = report;
    }

    /**
     * Writes {@code partials/benchmarks.adoc} and {@code images/benchmarks/*.svg}.
     *
     * @param module the documentation's folder that has both
     */
    public static void write(Report report, Path module) throws IOException {
        Plots.write(report, module.resolve("images").resolve("benchmarks"));
        Files.writeString(module.resolve("partials").resolve("benchmarks.adoc"), new PublishedResults(report).page());
    }

    private String page() {
        line("// Written by integration-tests/benchmarks/run --publish.");
        line("");
        report.circumstances().lines().forEach(fact -> line("* " + fact));
        for (Workload workload : report.workloads()) {
            section(workload);
        }
        starts();
        bars();
        return text.toString();
    }

    private void section(Workload workload) {
        line("");
        line("== " + workload.label() + ": " + workload.title());
        line("");
        line("image::benchmarks/" + workload.label() + ".svg[" + workload.unit() + " per second by client]");
        line("");
        line("[cols=\"2,>1,>1,>1,>1,>1,>1,>1\",options=\"header\"]");
        line("|===");
        line("|client |" + workload.unit() + " per second |slowest to fastest |of the limit |client CPU, µs |server CPU, µs"
                + " |bytes allocated |peak heap, MB");
        for (Peer peer : report.peers(workload)) {
            Series series = report.series(workload, peer).orElseThrow();
            String limit = report.series(workload, Peer.LIMIT).map(of -> number("%.2f", series.rate() / of.rate())).orElse("-");
            line("|" + peer.label() + " |" + number("%,.0f", series.rate()) + " |" + number("%,.0f", series.slowest()) + " to "
                    + number("%,.0f", series.fastest()) + " |" + limit + " |" + number("%.2f", series.clientMicrosPerRow())
                    + " |" + number("%.2f", series.serverMicrosPerRow()) + " |" + number("%,.0f", series.bytesPerRow()) + " |"
                    + number("%.0f", series.peakHeapMegabytes()));
        }
        line("|===");
    }

    private void starts() {
        if (report.starts().isEmpty()) {
            return;
        }
        line("");
        line("== " + Workload.W9.label() + ": " + Workload.W9.title());
        line("");
        line("Medians of starts from the packaged form, in parentheses the least and the most; all but the first query before anything"
                + " is called.");
        line("");
        line("[cols=\"2" + ",>1".repeat(StartFigure.values().length) + "\",options=\"header\"]");
        line("|===");
        line("|extension"
                + Arrays.stream(StartFigure.values()).map(figure -> " |" + figure.title()).collect(Collectors.joining()));
        report.starts().forEach((application, starts) -> line("|" + application + Arrays.stream(StartFigure.values())
                .map(figure -> " |" + figure.text(starts)).collect(Collectors.joining())));
        line("|===");
    }

    private void bars() {
        line("");
        line("== What is to be reached");
        line("");
        line("[cols=\"1,3,>1,1\",options=\"header\"]");
        line("|===");
        line("|workload |to reach |measured |");
        Bars.judge(report).forEach(bar -> line("|" + bar.workload().label() + " |" + bar.text() + " |"
                + number("%.2f", bar.measured()) + " |" + (bar.reached() ? "reached" : "not reached")));
        line("|===");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
