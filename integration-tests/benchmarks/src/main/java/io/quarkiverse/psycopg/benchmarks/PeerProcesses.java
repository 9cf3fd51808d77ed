package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.psycopg.benchmarks.workload.Measurement;
import io.quarkiverse.psycopg.benchmarks.workload.Peer;
import io.quarkiverse.psycopg.benchmarks.workload.Workload;

/** The processes of a run, one for each peer that takes part. */
final class PeerProcesses implements AutoCloseable {

    private final int port;
    private final Map<Peer, List<String>> commands = new EnumMap<>(Peer.class);
    private final Map<Peer, PeerProcess> processes = new EnumMap<>(Peer.class);

    PeerProcesses(int port) {
        this.port = port;
    }

    /** Starts a peer's process; false where this machine has not what the peer needs. */
    boolean start(Peer peer) throws IOException {
        Optional<List<String>> command = PeerCommands.of(peer, port);
        if (command.isPresent()) {
            commands.put(peer, command.get());
            processes.put(peer, new PeerProcess(peer, command.get()));
        }
        return command.isPresent();
    }

    /** In place of a process that has failed. */
    void restart(Peer peer) throws IOException, InterruptedException {
        processes.get(peer).close();
        processes.put(peer, new PeerProcess(peer, commands.get(peer)));
    }

    Set<Peer> peers() {
        return processes.keySet();
    }

    Measurement run(Peer peer, Workload workload, int operations, String slot) throws InterruptedException {
        return processes.get(peer).run(workload, operations, slot);
    }

    @Override
    public void close() throws InterruptedException {
        for (PeerProcess process : processes.values()) {
            process.close();
        }
    }
}
