package io.quarkiverse.psycopg.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A figure of {@link ApplicationStart} that is shown, and that is not to be above the peer's. */
enum StartFigure {
    MILLIS("start, ms", ApplicationStart::millis),
    CPU("CPU, ms", ApplicationStart::cpuMillis),
    RESIDENT("resident, MB", ApplicationStart::residentMegabytes),
    CLASSES("classes", ApplicationStart::classes),
    THREADS("threads", ApplicationStart::threads),
    CONNECTIONS("connections", ApplicationStart::connections),
    FIRST_QUERY("first query, ms", ApplicationStart::firstQueryMillis);

    private static final double NEARLY = 1 / .97;

    private final String title;
    private final ToDoubleFunction<ApplicationStart> figure;

    StartFigure(String title, ToDoubleFunction<ApplicationStart> figure) {
        this.title = title;
        this.figure = figure;
    }

    String title() {
        return title;
    }

    double median(List<ApplicationStart> starts) {
        double[] sorted = sorted(starts);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private double[] sorted(List<ApplicationStart> starts) {
        return starts.stream().mapToDouble(figure).sorted().toArray();
    }

    /** The median, and least and most where they differ. */
    String text(List<ApplicationStart> starts) {
        double[] sorted = sorted(starts);
        double most = sorted[sorted.length - 1];
        return String.format(Locale.ROOT, "%.0f", median(starts))
                + (sorted[0] == most ? "" : String.format(Locale.ROOT, " (%.0f to %.0f)", sorted[0], most));
    }

    /** Whether it is not above the peer's; nearly the same counts where the spreads overlap. */
    boolean isNotAbove(List<ApplicationStart> own, List<ApplicationStart> peer) {
        double mine = median(own);
        double theirs = median(peer);
        return mine <= theirs || mine <= NEARLY * theirs && sorted(own)[0] <= sorted(peer)[peer.size() - 1];
    }
}
