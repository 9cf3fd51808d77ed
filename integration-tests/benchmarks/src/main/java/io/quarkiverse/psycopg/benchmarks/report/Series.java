package io.quarkiverse.psycopg.benchmarks.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All measured rounds of one peer with one workload. Figures are medians; what nothing told is NaN. */
record Series(List<Round> rounds) {

    double rate() {
        return median(Round::perSecond);
    }

    double slowest() {
        return rounds.stream().mapToDouble(Round::perSecond).min().orElse(Double.NaN);
    }

    double fastest() {
        return rounds.stream().mapToDouble(Round::perSecond).max().orElse(Double.NaN);
    }

    double bytesPerRow() {
        return median(Round::bytesPerRow);
    }

    double clientMicrosPerRow() {
        return median(Round::clientMicrosPerRow);
    }

    double serverMicrosPerRow() {
        return median(Round::serverMicrosPerRow);
    }

    double peakHeapMegabytes() {
        return rounds.stream().mapToDouble(Round::peakHeapMegabytes).max().orElse(Double.NaN);
    }

    /** Whether some round of the one is as fast as some round of the other. */
    boolean overlaps(Series other) {
        return fastest() >= other.slowest() && other.fastest() >= slowest();
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
