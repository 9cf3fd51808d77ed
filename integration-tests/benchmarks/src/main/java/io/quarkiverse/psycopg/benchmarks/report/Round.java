package io.quarkiverse.psycopg.benchmarks.report;

import io.quarkiverse.psycopg.benchmarks.workload.Measurement;

/**
 * One round of one peer with what was seen from outside.
 *
 * @param measurement what the peer's process saw
 * @param serverCpuNanos CPU time of the server's processes; -1 where nothing tells
 * @param othersShare share of the processors' time that neither peer nor server took
 * @param isDisturbed whether that is too much
 */
public record Round(Measurement measurement, long serverCpuNanos, double othersShare, boolean isDisturbed) {

    /** Every operation gives one row. */
    double perSecond() {
        return measurement.rows() * 1e9 / measurement.nanos();
    }

    double bytesPerRow() {
        return perRow(measurement.allocated());
    }

    double clientMicrosPerRow() {
        return perRow(measurement.cpuNanos()) / 1e3;
    }

    double serverMicrosPerRow() {
        return perRow(serverCpuNanos) / 1e3;
    }

    double peakHeapMegabytes() {
        return measurement.peakHeap() < 0 ? Double.NaN : measurement.peakHeap() / 1e6;
    }

    private double perRow(long total) {
        return total < 0 ? Double.NaN : (double) total / measurement.rows();
    }
}
