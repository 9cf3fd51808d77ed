package io.quarkiverse.psycopg.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** A plot per workload, as SVG: a bar per peer for its rate, with the slowest and the fastest round. */
public final class Plots {

    private static final int WIDTH = 720;
    private static final int LEFT = 130;
    private static final int RIGHT = 90;
    private static final int ROW = 26;
    private static final int TOP = 40;
    private static final int BAR = 16;

    private Plots() {
    }

    /** Writes {@code W1.svg} and so on. */
    public static void write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Workload workload : report.workloads()) {
            Files.writeString(folder.resolve(workload.label() + ".svg"), plot(report, workload));
        }
    }

    static String plot(Report report, Workload workload) {
        List<Peer> peers = report.peers(workload);
        double most = peers.stream().mapToDouble(peer -> report.series(workload, peer).orElseThrow().fastest()).max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        int height = TOP + ROW * peers.size() + 10;
        add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">", WIDTH, height, WIDTH, height);
        add(svg, "<title>%s: %s per second by client</title>", workload.label(), workload.unit());
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
        add(svg, "<text x=\"10\" y=\"22\" font-weight=\"bold\" fill=\"#222222\">%s: %s, %s per second</text>",
                workload.label(), workload.title(), workload.unit());
        for (int i = 0; i < peers.size(); i++) {
            bar(svg, peers.get(i), report.series(workload, peers.get(i)).orElseThrow(), TOP + i * ROW, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Peer peer, Series series, int y, double most) {
        double scale = (WIDTH - LEFT - RIGHT) / most;
        int middle = y + BAR / 2;
        String colour = peer == Peer.PSYCOPG ? "#1f6feb" : peer.isLimit() ? "#c9c9c9" : "#8a94a0";
        add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#222222\">%s</text>", LEFT - 8, y + 13, peer.label());
        add(svg, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", LEFT, y, series.rate() * scale, BAR,
                colour);
        add(svg, "<path d=\"M%.1f %dH%.1f\" stroke=\"#222222\"/>", LEFT + series.slowest() * scale, middle,
                LEFT + series.fastest() * scale);
        add(svg, "<text x=\"%.1f\" y=\"%d\" fill=\"#222222\">%,.0f</text>", LEFT + series.fastest() * scale + 6, y + 13,
                series.rate());
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
