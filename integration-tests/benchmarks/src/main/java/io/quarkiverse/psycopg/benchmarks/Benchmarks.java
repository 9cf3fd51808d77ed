package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.psycopg.benchmarks.report.Plots;
import io.quarkiverse.psycopg.benchmarks.report.PublishedResults;
import io.quarkiverse.psycopg.benchmarks.report.Report;
import io.quarkiverse.psycopg.benchmarks.report.TextTable;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** The command: a server, a process per peer, rounds of all peers interleaved, a report. */
public final class Benchmarks {

    private static final Path RESULTS = Path.of("target", "benchmarks");
    private static final Path DOCS = Path.of("..", "..", "docs", "modules", "ROOT");

    private Benchmarks() {
    }

    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.HELP);
            System.exit(2);
            return;
        }
        Report report = run(options);
        System.out.print(TextTable.of(report));
        report.write(RESULTS.resolve("results.json"));
        Plots.write(report, RESULTS);
        if (options.publish()) {
            PublishedResults.write(report, DOCS);
        }
        System.exit(0);
    }

    /** Runs it all and blocks until it has ended: minutes, unless the size is for tests. */
    static Report run(Options options) throws Exception {
        Report report = new Report(options.rounds(), options.size().name());
        try (BenchmarkServer server = new BenchmarkServer(options.size());
                PeerProcesses processes = new PeerProcesses(server)) {
            start(options, processes, report);
            report.versions(Versions.of(server.version(), PeerCommands.vertx5ClassPath()));
            Rounds rounds = new Rounds(options, server, processes, report);
            for (Workload workload : options.workloads()) {
                long start = System.nanoTime();
                if (workload == Workload.W9) {
                    new ApplicationStarts(server, report).run(options.rounds(),
                            options.size() == Workload.Size.SMOKE ? 0 : 1);
                } else {
                    rounds.run(workload);
                }
                System.err.printf("%-9s %4d s  %s%n", workload.label(), (System.nanoTime() - start) / 1_000_000_000,
                        workload.title());
            }
        }
        return report;
    }

    private static void start(Options options, PeerProcesses processes, Report report) throws IOException {
        for (Peer peer : options.peers()) {
            if (options.workloads().stream().anyMatch(peer::takesPartIn) && !processes.start(peer)) {
                report.missing(peer.label());
            }
        }
    }
}
