package io.quarkiverse.psycopg.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.quarkiverse.psycopg.benchmarks.report.Report;
import io.quarkiverse.psycopg.benchmarks.report.Round;
import io.quarkiverse.psycopg.benchmarks.workload.Measurement;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/**
 * The rounds of a run: of each workload all peers warm up, then all run the first round, then all the second. A round that was
 * disturbed by other processes of the machine is repeated for all peers, as long as no more than a fifth of the rounds are.
 */
final class Rounds {

    /** The share of the processors' time that others may take before a round counts as disturbed. */
    private static final double DISTURBED = 0.10;
    private static final double REPEATED = 0.20;

    /** After the warm-up, rounds go on until so many in a row cost no less of the processor than the cheapest before them. */
    private static final int SETTLED = 3;
    /** A round is cheaper by this much, or it is not. */
    private static final double CHEAPER = 0.95;
    /** Rounds after which a peer counts as settled in any case. */
    private static final int MOST_SETTLING = 12;
    /** After which it counts as settled too, so that a whole run ends in time. */
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(4);

    private final Options options;
    private final BenchmarkServer server;
    private final PeerProcesses processes;
    private final Report report;
    private int repetitionsLeft;

    Rounds(Options options, BenchmarkServer server, PeerProcesses processes, Report report) {
        this.options = options;
        this.server = server;
        this.processes = processes;
        this.report = report;
        this.repetitionsLeft = (int) (options.rounds() * options.workloads().size() * REPEATED);
    }

    void run(Workload workload) throws Exception {
        List<Peer> peers = new ArrayList<>(processes.peers().stream().filter(peer -> peer.takesPartIn(workload)).toList());
        if (peers.isEmpty()) {
            return;
        }
        if (workload == Workload.W7) {
            int warmUps = workload.warmUps(options.size());
            server.prepareChanges(workload.operations(options.size()),
                    peers.size() * (options.rounds() + warmUps + Math.min(repetitionsLeft, options.rounds())));
        }
        Map<Peer, Integer> operations = warmUp(workload, peers);
        peers.retainAll(operations.keySet());
        for (int round = 0; round < workload.rounds(options.rounds()); round++) {
            Map<Peer, Round> measured = round(workload, peers, operations);
            boolean disturbed = measured.values().stream().anyMatch(Round::isDisturbed);
            if (disturbed && repetitionsLeft > 0) {
                repetitionsLeft--;
                report.countRepeated();
                measured = round(workload, peers, operations);
            }
            measured.forEach((peer, result) -> report.add(workload, peer, result));
            Collections.rotate(peers, 1);
        }
        if (workload == Workload.W7) {
            server.dropSlots();
        }
    }

    private Map<Peer, Integer> warmUp(Workload workload, List<Peer> peers) throws Exception {
        Map<Peer, Integer> operations = new EnumMap<>(Peer.class);
        for (Peer peer : peers) {
            try {
                operations.put(peer, warmUp(workload, peer));
            } catch (IllegalStateException e) {
                failed(workload, peer, e);
            }
        }
        return operations;
    }

    /** Returns how many operations a measured round has. */
    private int warmUp(Workload workload, Peer peer) throws Exception {
        int count = workload.operations(options.size());
        boolean timed = !workload.isFixed() && options.size().millis() > 0;
        for (int i = 0; i < workload.warmUps(options.size()) + (timed ? 1 : 0); i++) {
            Measurement warm = measure(workload, peer, count).measurement();
            count = timed ? lasting(warm, count) : count;
        }
        int settling = settles(workload, peer) ? MOST_SETTLING : 0;
        double cheapest = Double.MAX_VALUE;
        long begin = System.nanoTime();
        for (int i = 0, noCheaper = 0; i < settling && noCheaper < SETTLED
                && System.nanoTime() - begin < LONGEST_SETTLING.toNanos(); i++) {
            Measurement warm = measure(workload, peer, count).measurement();
            double cost = (double) warm.cpuNanos() / Math.max(1, warm.rows());
            noCheaper = cost < CHEAPER * cheapest ? 0 : noCheaper + 1;
            cheapest = Math.min(cheapest, cost);
            count = timed ? lasting(warm, count) : count;
        }
        return count;
    }

    /**
     * Where the machine is busy, a compiler takes longer than a number of rounds that is fixed. Slots are counted beforehand.
     * What does not run in Java has nothing to compile.
     */
    private boolean settles(Workload workload, Peer peer) {
        return options.size() == Workload.Size.FULL && workload != Workload.W7 && !peer.isPython() && !peer.isProgram()
                && workload.warmUps(options.size()) > 0;
    }

    /** How many operations last as long as a round is to last, by one that was measured. */
    private int lasting(Measurement warm, int count) {
        double perMilli = count * 1e6 / Math.max(1, warm.nanos());
        return Math.max(Workload.IN_FLIGHT, (int) (perMilli * options.size().millis()));
    }

    /** The others go on; the report tells of it. */
    private void failed(Workload workload, Peer peer, IllegalStateException failure) throws Exception {
        report.failed(workload, peer, failure.getMessage());
        processes.restart(peer);
    }

    private Map<Peer, Round> round(Workload workload, List<Peer> peers, Map<Peer, Integer> operations) throws Exception {
        Map<Peer, Round> measured = new EnumMap<>(Peer.class);
        for (Peer peer : List.copyOf(peers)) {
            try {
                measured.put(peer, measure(workload, peer, operations.get(peer)));
            } catch (IllegalStateException e) {
                peers.remove(peer);
                failed(workload, peer, e);
            }
        }
        return measured;
    }

    private Round measure(Workload workload, Peer peer, int count) throws Exception {
        int operations = workload == Workload.W2_PIPELINE || workload == Workload.W2_UNITS ? roundUp(count) : count;
        if (workload == Workload.W5) {
            server.emptyStore();
        }
        String slot = workload == Workload.W7 ? server.nextSlot() : "-";
        OptionalLong serverBefore = CpuClock.ofTree(server.pid());
        OptionalLong ownBefore = CpuClock.ofProcess(ProcessHandle.current().pid());
        OptionalLong machineBefore = CpuClock.ofMachine();
        long start = System.nanoTime();
        Measurement measured = processes.run(peer, workload, operations, slot);
        long elapsed = System.nanoTime() - start;
        OptionalLong machine = since(machineBefore, CpuClock.ofMachine());
        OptionalLong own = since(ownBefore, CpuClock.ofProcess(ProcessHandle.current().pid()));
        OptionalLong serverCpu = since(serverBefore, CpuClock.ofTree(server.pid()));
        if (measured.rows() != operations) {
            throw new IllegalStateException(
                    workload.label() + " of " + peer.label() + ": expected " + operations + " rows, got "
                            + measured.rows());
        }
        double others = machine.orElse(0) - serverCpu.orElse(0) - own.orElse(0) - measured.cpuNanos();
        double share = Math.max(0, others / elapsed / Runtime.getRuntime().availableProcessors());
        return new Round(measured, serverCpu.orElse(-1), share, share > DISTURBED);
    }

    private static int roundUp(int count) {
        return (count + Workload.IN_FLIGHT - 1) / Workload.IN_FLIGHT * Workload.IN_FLIGHT;
    }

    private static OptionalLong since(OptionalLong before, OptionalLong now) {
        return before.isPresent() && now.isPresent() ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }
}
