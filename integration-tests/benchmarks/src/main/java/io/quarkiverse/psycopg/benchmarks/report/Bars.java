package io.quarkiverse.psycopg.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/**
 * What this driver is to reach. A bar of at least 1.0 times a peer is reached where the spreads overlap and the median is at
 * least .97 of the peer's.
 */
final class Bars {

    private static final double NEARLY = .97;
    private static final double FLAT = 1.15;

    /**
     * One bar and what was measured.
     *
     * @param text what is to be reached
     * @param measured the driver's figure
     */
    record Bar(Workload workload, String text, double measured, boolean reached) {

        String line() {
            return String.format(Locale.ROOT, "%-10s %-52s %8.2f  %s", workload.label(), text, measured,
                    reached ? "reached" : "NOT reached");
        }
    }

    private final Report report;
    private final List<Bar> bars = new ArrayList<>();

    private Bars(Report report) {
        this.report = report;
    }

    /** The bars for which the report has figures. */
    static List<Bar> judge(Report report) {
        Bars judged = new Bars(report);
        judged.rates();
        judged.bytes();
        judged.starts();
        judged.growth();
        return judged.bars;
    }

    private void rates() {
        times(Workload.W1, 1.0, clients(Workload.W1));
        times(Workload.W1, 1.0, Peer.PGBENCH);
        times(Workload.W2, 1.0, Peer.VERTX, Peer.VERTX5);
        times(Workload.W2_TRANSACTION, 2.0, Peer.VERTX, Peer.VERTX5);
        times(Workload.W2_TRANSACTION, .8, Peer.LIMIT);
        against(Workload.W2_PIPELINE, 2.0, Workload.W2_TRANSACTION, Peer.VERTX, Peer.VERTX5);
        times(Workload.W2_PIPELINE, .8, Peer.LIMIT);
        against(Workload.W2_UNITS, 2.0, Workload.W2_TRANSACTION, Peer.VERTX, Peer.VERTX5);
        times(Workload.W2_UNITS, .8, Peer.LIMIT);
        times(Workload.W3, 2.0, Peer.VERTX, Peer.VERTX5, Peer.PGJDBC);
        times(Workload.W3, .75, Peer.LIMIT);
        times(Workload.W4, .9, Peer.LIMIT);
        times(Workload.W4, 1.3, Peer.VERTX, Peer.VERTX5, Peer.PGJDBC);
        times(Workload.W4_AT_ONCE, 1.0, Peer.VERTX5);
        times(Workload.W5, 1.0, Peer.VERTX, Peer.VERTX5);
        times(Workload.W6, .9, Peer.LIMIT);
        of(Peer.PSYCOPG_OBSERVERS, Workload.W6, .6, Workload.W6, Peer.LIMIT);
        times(Workload.W6_ROUND_TRIP, .91, Peer.LIMIT);
        times(Workload.W7, 1.0, Peer.PGJDBC, Peer.PG_RECVLOGICAL);
        times(Workload.W8, 1.0, Peer.PGJDBC);
        times(Workload.W8_CACHED, 1.3, Peer.PGJDBC);
    }

    /** Who reads the values, as an application would. */
    private Peer[] clients(Workload workload) {
        return report.peers(workload).stream().filter(peer -> peer != Peer.PSYCOPG && !peer.isLimit() && !peer.isProgram())
                .toArray(Peer[]::new);
    }

    private void bytes() {
        atMost(Workload.W1, 700);
        atMost(Workload.W2, 700);
        atMost(Workload.W2_TRANSACTION, 700);
        atMost(Workload.W2_PIPELINE, 700);
        atMost(Workload.W2_UNITS, 700);
        atMost(Workload.W4, 250);
        atMost(Workload.W7, 350);
    }

    /** No figure of a start is above that of the peer's application. */
    private void starts() {
        if (report.starts().size() < 2) {
            return;
        }
        List<List<ApplicationStart>> both = List.copyOf(report.starts().values());
        String peer = List.copyOf(report.starts().keySet()).get(1);
        for (StartFigure figure : StartFigure.values()) {
            bars.add(new Bar(Workload.W9, "at most " + peer + ": " + figure.title(), figure.median(both.get(0)),
                    figure.isNotAbove(both.get(0), both.get(1))));
        }
    }

    private void growth() {
        flat(Workload.W10_CALLERS_10, Workload.W10_CALLERS_100, Workload.W10_CALLERS_1000);
        flat(Workload.W10_CONNECTIONS_10, Workload.W10_CONNECTIONS_100, Workload.W10_CONNECTIONS_500);
        flat(Workload.W10_ROWS_1M, Workload.W10_ROWS_10M, Workload.W10_ROWS_100M);
    }

    private void times(Workload workload, double factor, Peer... others) {
        against(workload, factor, workload, others);
    }

    /** At least so many times the best of the others. */
    private void against(Workload workload, double factor, Workload of, Peer... others) {
        of(Peer.PSYCOPG, workload, factor, of, others);
    }

    private void of(Peer self, Workload workload, double factor, Workload of, Peer... others) {
        Optional<Series> own = report.series(workload, self);
        Peer best = null;
        for (Peer other : others) {
            if (report.series(of, other).isPresent() && (best == null || rate(of, other) > rate(of, best))) {
                best = other;
            }
        }
        if (own.isEmpty() || best == null) {
            return;
        }
        Series peer = report.series(of, best).orElseThrow();
        double ratio = own.get().rate() / peer.rate();
        boolean reached = ratio >= factor || factor == 1.0 && ratio >= NEARLY && own.get().overlaps(peer);
        bars.add(new Bar(workload, String.format(Locale.ROOT, "%sat least %.2f x %s%s",
                self == Peer.PSYCOPG ? "" : "observers: ", factor, best.label(),
                of == workload ? "" : " in " + of.label()), ratio, reached));
    }

    private double rate(Workload workload, Peer peer) {
        return report.series(workload, peer).orElseThrow().rate();
    }

    private void atMost(Workload workload, double bytes) {
        report.series(workload, Peer.PSYCOPG).ifPresent(own -> bars.add(new Bar(workload,
                String.format(Locale.ROOT, "at most %.0f bytes", bytes), own.bytesPerRow(), own.bytesPerRow() <= bytes)));
    }

    /** CPU time and bytes of the last no more than 15 % above those of the first. */
    private void flat(Workload... growing) {
        List<Workload> there = Arrays.stream(growing).filter(w -> report.series(w, Peer.PSYCOPG).isPresent()).toList();
        if (there.size() < 2) {
            return;
        }
        Series first = report.series(there.get(0), Peer.PSYCOPG).orElseThrow();
        for (Workload workload : there.subList(1, there.size())) {
            Series grown = report.series(workload, Peer.PSYCOPG).orElseThrow();
            double cpu = grown.clientMicrosPerRow() / first.clientMicrosPerRow();
            double bytes = grown.bytesPerRow() / first.bytesPerRow();
            bars.add(new Bar(workload, "at most 1.15 x the client's CPU of " + there.get(0).label(), cpu, cpu <= FLAT));
            bars.add(new Bar(workload, "at most 1.15 x the bytes of " + there.get(0).label(), bytes, bytes <= FLAT));
        }
    }
}
