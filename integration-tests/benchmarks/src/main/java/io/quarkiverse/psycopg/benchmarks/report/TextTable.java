package io.quarkiverse.psycopg.benchmarks.report;

import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** A report as a table of medians for reading, with the bars below it. */
public final class TextTable {

    private TextTable() {
    }

    /**
     * Per second with the spread of the rounds around it; the ratio to the limit; how many times the peer this driver is; CPU
     * time of client and server, bytes allocated, per operation; the most heap in use.
     */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder(line("", "peer", "per second", "spread", "x limit", "psycopg is", "client us",
                "server us", "bytes", "heap MB"));
        for (Workload workload : report.workloads()) {
            text.append(workload.label()).append("  ").append(workload.title()).append(" (").append(workload.unit())
                    .append(")\n");
            for (Peer peer : report.peers(workload)) {
                text.append(row(report, workload, peer));
            }
        }
        report.starts().forEach((application, starts) -> {
            text.append(Workload.W9.label()).append("  ").append(application);
            for (StartFigure figure : StartFigure.values()) {
                text.append("; ").append(figure.title()).append(' ').append(figure.text(starts));
            }
            text.append('\n');
        });
        text.append(report.circumstances());
        Bars.judge(report).forEach(bar -> text.append(bar.line()).append('\n'));
        return text.toString();
    }

    private static String row(Report report, Workload workload, Peer peer) {
        Series series = report.series(workload, peer).orElseThrow();
        String spread = number("-%.0f", 100 * (1 - series.slowest() / series.rate()))
                + number("+%.0f%%", 100 * (series.fastest() / series.rate() - 1));
        return line("", peer.label(), number("%.0f", series.rate()), spread,
                ratio(Optional.of(series), report.series(workload, Peer.LIMIT)),
                ratio(report.series(workload, Peer.PSYCOPG), Optional.of(series)),
                number("%.2f", series.clientMicrosPerRow()), number("%.2f", series.serverMicrosPerRow()),
                number("%.0f", series.bytesPerRow()), number("%.0f", series.peakHeapMegabytes()));
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-3s %-17s %11s %9s %8s %11s %10s %10s %8s %8s%n", cells);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String ratio(Optional<Series> of, Optional<Series> to) {
        return of.isEmpty() || to.isEmpty() ? "-" : number("%.2f", of.get().rate() / to.get().rate());
    }
}
