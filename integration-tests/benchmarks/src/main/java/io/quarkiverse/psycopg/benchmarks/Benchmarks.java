package io.quarkiverse.psycopg.benchmarks;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.testsupport.TestServer;

/** The command: a server, a process per peer, rounds of all peers interleaved, a report. */
public final class Benchmarks {

    private Benchmarks() {
    }

    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        Report report;
        try {
            report = run(Options.parse(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.HELP);
            System.exit(2);
            return;
        }
        System.out.print(report.table());
        report.write(Path.of("target", "benchmarks", "results.json"));
        System.exit(0);
    }

    /** Runs it all and blocks until it has ended: minutes, unless the size is for tests. */
    static Report run(Options options) throws Exception {
        Report report = new Report(options);
        Map<Peer, PeerProcess> processes = new EnumMap<>(Peer.class);
        try (TestServer server = TestServer.builder().setting("shared_buffers", "256MB").build()) {
            Tables.create(server, Workload.W4.operations(options.size()));
            try {
                for (Peer peer : options.peers()) {
                    processes.put(peer, new PeerProcess(peer, server.port()));
                }
                for (Workload workload : options.workloads()) {
                    rounds(workload, options, processes, report);
                }
            } finally {
                for (PeerProcess process : processes.values()) {
                    process.close();
                }
            }
        }
        return report;
    }

    private static void rounds(Workload workload, Options options, Map<Peer, PeerProcess> processes, Report report)
            throws Exception {
        int operations = workload.operations(options.size());
        for (int round = 0; round <= options.rounds(); round++) {
            for (Map.Entry<Peer, PeerProcess> entry : processes.entrySet()) {
                if (entry.getKey().takesPartIn(workload)) {
                    Measurement measured = entry.getValue().run(workload, operations);
                    if (measured.rows() != operations) {
                        throw new IllegalStateException(workload + " of " + entry.getKey().label() + ": expected " + operations
                                + " rows, got " + measured.rows());
                    }
                    if (round > 0) {
                        report.add(workload, entry.getKey(), measured);
                    }
                }
            }
        }
    }
}
